package mayfly.api.openapi;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The two methods that follow from the others: HEAD where there is GET, and OPTIONS everywhere. */
final class Methods {
    private static final Set<String> IN_PATH = Set.of("processID", "jobID", "outputID", "problem");

    private Methods() { }

    static void complete(ObjectNode paths) {
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            ObjectNode operations = (ObjectNode) path.getValue();
            JsonNode first = operations.iterator().next();
            if (operations.has("get")) operations.set("head", head(operations.get("get")));
            operations.set("options", options(first, path.getKey()));
        }
    }

    private static ObjectNode head(JsonNode get) {
        ObjectNode head = (ObjectNode) get.deepCopy();
        head.put("operationId", get.path("operationId").asString() + "-head").put("summary", get.path("summary").asString() + ": the headers alone");
        for (JsonNode response : head.path("responses")) ((ObjectNode) response).remove("content");
        return head;
    }

    private static ObjectNode options(JsonNode of, String path) {
        ObjectNode options = Schemas.object().put("operationId", of.path("operationId").asString() + "-options").put("summary", "Which methods there are, also for pages of other sites");
        options.set("tags", of.get("tags"));
        ArrayNode parameters = options.putArray("parameters");
        for (JsonNode p : of.path("parameters")) if (IN_PATH.contains(p.path("$ref").asString().replaceAll(".*/", "")) && path.contains("{")) parameters.add(p);
        ObjectNode responses = options.putObject("responses");
        Operations.header(responses.putObject("204").put("description", "The header Allow names them."), "Allow", "Allow");
        for (int status : Operations.EVERYWHERE) responses.putObject("" + status).put("$ref", "#/components/responses/Problem" + status);
        return options;
    }
}
