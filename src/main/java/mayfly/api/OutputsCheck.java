package mayfly.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.ProcessDescription.Output;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The outputs that an execute request asks for, against those that the process has. */
final class OutputsCheck {
    private static final Set<String> MEMBERS = Set.of("transmissionMode", "format");
    private static final Set<String> FORMAT = Set.of("mediaType", "encoding", "schema");

    private OutputsCheck() { }

    /** @param outputs by output id; empty = all, as they are */
    static void check(ObjectNode outputs, ProcessDescription process, List<String> faults) {
        for (Map.Entry<String, JsonNode> e : outputs.properties()) {
            Output output = process.outputs().get(e.getKey());
            String name = "“outputs." + Web.brief(e.getKey()) + "”";
            if (output == null) faults.add(name + " is no output of this process; it has " + (process.outputs().isEmpty() ? "none" : String.join(", ", process.outputs().keySet())) + ".");
            else if (!e.getValue().isObject()) faults.add(name + " is an object such as {\"transmissionMode\": \"value\"}; found " + ExecuteBody.found(e.getValue()) + ".");
            else check("outputs." + e.getKey(), e.getValue(), mediaType(output), faults);
        }
    }

    private static void check(String at, JsonNode wish, String offered, List<String> faults) {
        known(at, wish, MEMBERS, faults);
        JsonNode mode = wish.path("transmissionMode");
        if (!mode.isMissingNode() && !mode.asString("").equals("value") && !mode.asString("").equals("reference")) {
            faults.add("“" + at + ".transmissionMode” is value or reference; found " + ExecuteBody.found(mode) + ".");
        }
        JsonNode format = wish.path("format");
        if (format.isMissingNode()) return;
        if (!format.isObject()) {
            faults.add("“" + at + ".format” is an object such as {\"mediaType\": \"" + offered + "\"}; found " + ExecuteBody.found(format) + ".");
            return;
        }
        known(at + ".format", format, FORMAT, faults);
        JsonNode type = format.path("mediaType");
        if (!type.isMissingNode() && !fits(type.asString(""), offered)) faults.add("“" + at + ".format.mediaType” can be " + offered + " only; found " + ExecuteBody.found(type) + ".");
        JsonNode encoding = format.path("encoding");
        if (!encoding.isMissingNode() && !Set.of("base64", "utf-8", "binary").contains(encoding.asString("").toLowerCase(Locale.ROOT))) {
            faults.add("“" + at + ".format.encoding” is base64, utf-8 or binary; found " + ExecuteBody.found(encoding) + ".");
        }
    }

    private static void known(String at, JsonNode given, Set<String> members, List<String> faults) {
        for (String name : given.propertyNames()) {
            if (!members.contains(name)) faults.add("“" + at + "” has " + String.join(", ", members.stream().sorted().toList()) + "; found “" + Web.brief(name) + "”.");
        }
    }

    private static boolean fits(String asked, String offered) {
        String bare = bare(asked);
        return bare.equals("*/*") || bare.equals(bare(offered));
    }

    private static String bare(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** What an output is sent as: a file has a type of its own, all else is JSON. */
    static String mediaType(Output output) {
        return output.schema().path("contentMediaType").asString(output.schema().path("format").asString("").equals("binary") ? "application/octet-stream" : "application/json");
    }
}
