package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import mayfly.queue.ProblemType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /problems} and {@code GET /problems/{name}} for programs: what the types of problem documents mean. */
public final class ProblemList {
    public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ObjectNode body = Call.object();
        ArrayNode problems = body.putArray("problems");
        for (ProblemType type : ProblemType.values()) problems.add(one(call, type));
        call.selfLinks(body.putArray("links"), "/problems");
        if (!call.isKnown(response, body.toString())) Call.answer(response, body);
    }

    /** @throws Problem 404 when there is none of that name */
    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ProblemType type = ProblemType.named(call.path("name")).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no problem of that name; /problems lists all."));
        ObjectNode body = one(call, type);
        if (!call.isKnown(response, body.toString())) Call.answer(response, body);
    }

    private static ObjectNode one(Call call, ProblemType type) {
        ObjectNode body = Call.object().put("name", type.label()).put("type", type.uri(call.url(""))).put("title", type.title()).put("status", type.status())
                .put("happened", type.happened()).put("safe", type.safe()).put("next", String.join(" ", type.next()));
        call.selfLinks(body.putArray("links"), type.path());
        return body;
    }
}
