package mayfly.api.openapi;

import java.util.List;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.ProcessDescription.Input;
import mayfly.catalog.ProcessDescription.Output;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one process takes and gives as schemas of OpenAPI 3.0: {@code ID-execute}, {@code ID-inputs} and {@code ID-results}. Inputs are described as they are mostly sent; that a
 * value may also be qualified or given by reference, whatever the input, is said at the address for all processes.
 */
final class Schemas {
    private static final String LOCAL = "#/components/schemas/";

    private final ProcessDescription process;

    Schemas(ProcessDescription process) {
        this.process = process;
    }

    static ObjectNode ref(String name) {
        return object().put("$ref", LOCAL + name);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Adds all three. */
    void into(ObjectNode schemas) {
        ObjectNode execute = schemas.putObject(process.id() + "-execute").put("type", "object").put("description", "What to run “" + process.title() + "” with.").put("additionalProperties", false);
        if (!required().isEmpty()) execute.putArray("required").add("inputs");
        ObjectNode members = execute.putObject("properties");
        members.set("inputs", ref(process.id() + "-inputs"));
        ObjectNode outputs = members.putObject("outputs").put("type", "object").put("description", "Which outputs; all where it is left out.").put("additionalProperties", false);
        ObjectNode wishes = outputs.putObject("properties");
        process.outputs().keySet().forEach(id -> wishes.set(id, ref("OutputWish")));
        members.set("response", ref("ResponseForm"));
        members.set("subscriber", ref("Subscriber"));
        members.set("mode", ref("Mode"));
        schemas.set(process.id() + "-inputs", inputs());
        schemas.set(process.id() + "-results", results());
    }

    private List<String> required() {
        return process.inputs().keySet().stream().filter(id -> process.least(id) > 0 && !process.inputs().get(id).schema().has("default")).toList();
    }

    private ObjectNode inputs() {
        ObjectNode all = object().put("type", "object").put("additionalProperties", false);
        if (!required().isEmpty()) required().forEach(all.putArray("required")::add);
        ObjectNode properties = all.putObject("properties");
        process.inputs().forEach((id, input) -> properties.set(id, input(id, input)));
        return all;
    }

    private ObjectNode input(String id, Input input) {
        ObjectNode one = input.isFile() ? file(input.schema()) : plain(input.schema());
        String told = (input.title() + ". " + process.told(id)).strip();
        if (!input.several()) return described(one, told);
        ObjectNode several = object().put("type", "array").put("description", told);
        if (process.least(id) > 0) several.put("minItems", input.minOccurs());
        if (input.maxOccurs() < Integer.MAX_VALUE) several.put("maxItems", input.maxOccurs());
        several.set("items", one);
        return several;
    }

    private static ObjectNode described(ObjectNode schema, String told) {
        String own = schema.path("description").asString("");
        return schema.put("description", own.isEmpty() ? told : told + " " + own);
    }

    /** A file comes as text, or qualified with its media type and encoding, or by reference. */
    private static ObjectNode file(JsonNode schema) {
        ObjectNode file = object();
        ArrayNode forms = file.putArray("anyOf");
        forms.addObject().put("type", "string").put("description", "The content, as text.");
        forms.add(ref("QualifiedValue"));
        forms.add(ref("Reference"));
        String type = schema.path("contentMediaType").asString("");
        return type.isEmpty() ? file : file.put("description", "A file of type " + type + ".");
    }

    /**
     * What is answered in JSON: the document of outputs, or the content of one of them. It has no {@code type}, for that content may be a list or a number; an object has the
     * outputs as its members.
     */
    private ObjectNode results() {
        ObjectNode all = object().put("description", "What comes of “" + process.title() + "”, by output id: a value, or where it is to be had. Where one output is asked for raw: its value.");
        if (process.outputs().values().stream().allMatch(o -> isFile(o) || isList(o))) all.put("additionalProperties", false);
        ObjectNode properties = all.putObject("properties");
        process.outputs().forEach((id, output) -> properties.set(id, output(output)));
        return all;
    }

    /** A list has no {@code type}, as one that comes by reference is none; generators of clients trip over lists among alternatives. */
    private static ObjectNode output(Output output) {
        String told = (output.title() + ". " + output.description()).strip();
        if (isList(output)) {
            ObjectNode list = plain(output.schema());
            list.remove("type");
            return list.put("description", told);
        }
        ObjectNode one = object();
        ArrayNode forms = one.put("description", told).putArray("anyOf");
        if (isFile(output)) forms.addObject().put("type", "string").put("description", "The content, as text or base64.");
        else forms.add(plain(output.schema()));
        forms.add(ref("Reference"));
        forms.add(ref("QualifiedValue"));
        return one;
    }

    private static boolean isList(Output output) {
        return output.schema().path("type").asString("").equals("array") && output.schema().has("items");
    }

    private static boolean isFile(Output output) {
        return output.schema().has("contentMediaType") || output.schema().path("format").asString("").equals("binary");
    }

    /** Without the two words that OGC's schemas have and those of OpenAPI 3.0 have not; at every depth. */
    private static ObjectNode plain(JsonNode schema) {
        ObjectNode copy = (ObjectNode) schema.deepCopy();
        prune(copy);
        return copy;
    }

    private static void prune(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("contentMediaType").isString()) object.remove("contentMediaType");
            if (object.path("contentEncoding").isString()) object.remove("contentEncoding");
        }
        for (JsonNode below : node) prune(below);
    }
}
