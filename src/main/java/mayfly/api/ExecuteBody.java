package mayfly.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Asked;
import mayfly.queue.ProblemType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of an execute request (OGC API - Processes 1.0, clause 7.11), all but its inputs checked: a member that has no meaning here is refused, since whoever misspells
 * “outputs” would otherwise get something that he did not ask for.
 *
 * @param inputs as sent
 * @param asked  how to be answered, and who is to be told
 * @param mode   "sync" or "async", as clients of drafts before 1.0 say in the place of the header {@code Prefer}; null where it is left open
 */
record ExecuteBody(ObjectNode inputs, Asked asked, String mode) {
    private static final List<String> MEMBERS = List.of("inputs", "outputs", "response", "subscriber", "mode");
    private static final List<String> ADDRESSES = List.of("successUri", "inProgressUri", "failedUri");

    /** @throws Problem 400 that names every member which cannot be used, what was found there, and what is accepted */
    static ExecuteBody read(ObjectNode body, ProcessDescription process) {
        List<String> faults = new ArrayList<>();
        for (String name : body.propertyNames()) {
            if (!MEMBERS.contains(name)) faults.add("“" + Web.brief(name) + "” is no member of an execute request; these are " + String.join(", ", MEMBERS) + ".");
        }
        ObjectNode inputs = object(body, "inputs", "{\"name\": value}", faults);
        String response = word(body, "response", List.of("raw", "document"), faults);
        String mode = word(body, "mode", List.of("sync", "async", "auto"), faults);
        ObjectNode outputs = object(body, "outputs", "{\"name\": {\"transmissionMode\": \"value\"}}", faults);
        OutputsCheck.check(outputs, process, faults);
        Asked.Subscriber subscriber = subscriber(object(body, "subscriber", "{\"successUri\": \"https://...\"}", faults), faults);
        if (!faults.isEmpty()) throw new Problem(ProblemType.BAD_BODY, String.join(" ", faults));
        return new ExecuteBody(inputs, new Asked(response, outputs.isEmpty() ? null : outputs.toString(), subscriber), "auto".equals(mode) ? null : mode);
    }

    private static ObjectNode object(ObjectNode body, String name, String example, List<String> faults) {
        JsonNode value = body.path(name);
        if (value instanceof ObjectNode object) return object;
        boolean absent = value.isMissingNode() || value.isNull() && !name.equals("inputs");
        if (!absent) faults.add("“" + name + "” is an object: {\"" + name + "\": " + example + "}; found " + found(value) + ".");
        return Call.object();
    }

    private static String word(ObjectNode body, String name, List<String> accepted, List<String> faults) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) return null;
        if (value.isString() && accepted.contains(value.asString())) return value.asString();
        faults.add("“" + name + "” is " + String.join(" or ", accepted) + "; found " + found(value) + ".");
        return null;
    }

    private static Asked.Subscriber subscriber(ObjectNode given, List<String> faults) {
        for (Map.Entry<String, JsonNode> e : given.properties()) {
            if (!ADDRESSES.contains(e.getKey())) faults.add("“subscriber” has " + String.join(", ", ADDRESSES) + "; found “" + Web.brief(e.getKey()) + "”.");
            else if (!e.getValue().isString() || Web.address(e.getValue().asString()) == null) {
                faults.add("“subscriber.%s” is an absolute address that begins with http:// or https://; found %s.".formatted(e.getKey(), found(e.getValue())));
            }
        }
        return new Asked.Subscriber(given.path("successUri").asString(null), given.path("inProgressUri").asString(null), given.path("failedUri").asString(null));
    }

    static String found(JsonNode value) {
        return "“" + Web.brief(value.isString() ? value.asString() : value.toString()) + "”";
    }
}
