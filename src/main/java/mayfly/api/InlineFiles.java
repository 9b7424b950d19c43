package mayfly.api;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mayfly.catalog.Fault;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.ProcessDescription.Input;
import mayfly.queue.Refusal;
import mayfly.queue.Upload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files that come inside a JSON request: a string is the content; {@code {value, mediaType, encoding, name}} says more. They are stored
 * as uploads, and the input then names the upload. Whatever else a client writes in place of a file is a fault, so that nothing of a
 * client's can name a file of ours.
 */
final class InlineFiles {
    private final Api api;
    private final List<Upload> uploads = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    InlineFiles(Api api) {
        this.api = api;
    }

    List<Upload> uploads() {
        return uploads;
    }

    List<Fault> faults() {
        return faults;
    }

    /** Replaces files by the uploads that they become, and qualified values by their values. */
    ObjectNode settle(ProcessDescription process, ObjectNode inputs) {
        ObjectNode settled = Call.object();
        for (Map.Entry<String, JsonNode> e : inputs.properties()) {
            Input input = process.inputs().get(e.getKey());
            JsonNode value = e.getValue();
            if (input == null) settled.set(e.getKey(), value);
            else if (value.isArray() && (input.several() || input.isFile())) {
                ArrayNode all = settled.putArray(e.getKey());
                for (JsonNode one : value) add(all, one(e.getKey(), input, one));
            } else {
                JsonNode one = one(e.getKey(), input, value);
                if (one != null) settled.set(e.getKey(), one);
            }
        }
        return settled;
    }

    private static void add(ArrayNode all, JsonNode one) {
        if (one != null) all.add(one);
    }

    private JsonNode one(String id, Input input, JsonNode value) {
        boolean qualified = value.isObject() && value.has("value") && input.schema().path("properties").path("value").isMissingNode();
        if (!input.isFile()) return qualified ? value.get("value") : value;
        JsonNode content = qualified ? value.get("value") : value;
        if (content.isNull()) return null;
        if (!content.isString()) {
            faults.add(new Fault(id, "Give the file's content as a string, or as {\"value\": \"...\", \"mediaType\": \"...\", \"encoding\": \"base64\"}."));
            return null;
        }
        return store(id, input, content.asString(), qualified ? value : Call.object());
    }

    private JsonNode store(String id, Input input, String content, JsonNode said) {
        byte[] bytes;
        try {
            boolean base64 = said.path("encoding").asString(said.path("contentEncoding").asString(input.schema().path("contentEncoding").asString(""))).equals("base64");
            bytes = base64 ? Base64.getDecoder().decode(content.replaceAll("\\s", "")) : content.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(id, "The content is said to be base64, but it is not."));
            return null;
        }
        String name = said.path("name").asString(id);
        String type = said.path("mediaType").asString(said.path("type").asString("application/octet-stream"));
        try {
            Upload u = api.jobs().receive(id, name, type, new ByteArrayInputStream(bytes), api.upload());
            uploads.add(u);
            return Call.object().put("file", u.id()).put("name", u.name()).put("size", u.size()).put("mediaType", u.mediaType());
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.TOO_LARGE) throw e;
            faults.add(new Fault(id, "The file is larger than " + api.upload() + " bytes, the most that is accepted."));
            return null;
        }
    }
}
