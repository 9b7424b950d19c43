package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import mayfly.queue.ProblemType;

/** {@code GET /problems} and {@code GET /problems/{name}}: what the problems are that an answer may name, each in the words of its error page. */
public final class ProblemsPage {
    private final Desk desk;

    public ProblemsPage(Desk desk) {
        this.desk = desk;
    }

    public record All(List<One> problems) { }

    /**
     * @param status "404 Not Found"
     * @param type   as problem documents name it
     */
    public record One(String name, String title, String status, String type, String happened, String safe, List<String> next) { }

    public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        desk.pages().showTagged(request, response, "problems", "", new All(Arrays.stream(ProblemType.values()).map(type -> one(ask, type)).toList()));
    }

    /** @throws Trouble 404 when there is none of that name */
    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        desk.pages().showTagged(request, response, "problem", "", one(ask, ProblemType.named(ask.path("name")).orElseThrow(Trouble::notFound)));
    }

    private static One one(Ask ask, ProblemType type) {
        return new One(type.label(), type.title(), StatusLine.of(type.status()), type.uri((String) ask.http().getAttribute("base")), type.happened(), type.safe(), type.next());
    }
}
