package mayfly.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mayfly.catalog.Fault;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.ProcessDescription.Input;
import mayfly.queue.Refusal;
import mayfly.queue.Upload;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The inputs of an execute request as the check wants them. A value comes bare; qualified as {@code {value, mediaType, encoding, schema}}; or by reference as
 * {@code {href, type}}; several as an array of these. The content of files is stored as uploads, which the inputs then name. Whatever else a client writes in place of a
 * file is a fault, so that nothing of a client's can name a file of ours.
 */
final class GivenInputs {
    /** Bytes of a value by reference; a file by reference may be as large as any. */
    private static final long VALUE = 1 << 20;
    /** Fetched for one submission, one after the other, while its sender waits. */
    private static final int REFERENCES = 50;
    private static final List<String> ENCODINGS = List.of("", "base64", "utf-8", "utf8");
    private final Api api;
    private final List<Upload> uploads = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int references;

    GivenInputs(Api api) {
        this.api = api;
    }

    List<Upload> uploads() {
        return uploads;
    }

    List<Fault> faults() {
        return faults;
    }

    /** Replaces files by the uploads that they become, and qualified and referenced values by their values. */
    ObjectNode settle(ProcessDescription process, ObjectNode inputs) {
        ObjectNode settled = Call.object();
        for (Map.Entry<String, JsonNode> e : inputs.properties()) {
            Input input = process.inputs().get(e.getKey());
            JsonNode value = e.getValue();
            if (input == null) settled.set(e.getKey(), value);
            // Before anything is stored or fetched for them.
            else if (value.isArray() && value.size() > input.maxOccurs() && (input.several() || input.isFile())) fault(e.getKey(), "Give at most " + input.maxOccurs() + "; " + value.size() + " were given.");
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

    /** Whether any of them may have to be fetched; at least where one has to. */
    static boolean referElsewhere(ObjectNode inputs) {
        return inputs.valueStream().anyMatch(v -> v.has("href") || v.isArray() && v.valueStream().anyMatch(one -> one.has("href")));
    }

    private JsonNode one(String id, Input input, JsonNode value) {
        boolean qualified = isQualified(input, value);
        if (!qualified && isLink(input, value)) return fetched(id, input, value);
        JsonNode content = qualified ? value.get("value") : value;
        JsonNode said = qualified ? value : Call.object();
        if (!input.isFile() && content.isString()) return text(id, input, content, said);
        if (!input.isFile()) return content;
        if (content.isNull()) return null;
        if (content.isString()) return store(id, input, content.asString(), said);
        return fault(id, "Give the file's content as a string, as {\"value\": \"...\", \"mediaType\": \"...\", \"encoding\": \"base64\"}, or its address as {\"href\": \"https://...\"}.");
    }

    /** An object may have a property called “value” itself: then only an object in that place makes it a qualified value. */
    private static boolean isQualified(Input input, JsonNode value) {
        if (!value.isObject() || !value.has("value")) return false;
        JsonNode own = input.schema().path("properties").path("value");
        return own.isMissingNode() || value.get("value").isObject() && !own.path("type").asString("").equals("object");
    }

    private static boolean isLink(Input input, JsonNode value) {
        return value.isObject() && value.path("href").isString() && input.schema().path("properties").path("href").isMissingNode();
    }

    private JsonNode fetched(String id, Input input, JsonNode link) {
        URI address = Web.address(link.path("href").asString());
        if (address == null) return fault(id, "“href” is an absolute address that begins with http:// or https://; found “" + Web.brief(link.path("href").asString()) + "”.");
        if (++references > REFERENCES) return fault(id, "One submission may name at most " + REFERENCES + " addresses; send the content itself.");
        try {
            Upload upload = api.jobs().fetch(id, address, link.path("type").isString() ? link.path("type").asString() : null, input.isFile() ? left() : VALUE);
            uploads.add(upload);
            return input.isFile() ? named(upload) : value(id, input, upload);
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.BAD_REFERENCE && e.reason() != Refusal.Reason.TOO_LARGE) throw e;
            boolean together = left() < api.upload() && e.getMessage().contains("larger than");
            return fault(id, e.getMessage() + (together ? " All files of one submission together may have " + api.upload() + "." : ""));
        }
    }

    /** Bytes that further files may have: a limit is one of a submission, however many files it names. */
    private long left() {
        return Math.max(0, api.upload() - uploads.stream().mapToLong(Upload::size).sum());
    }

    private JsonNode value(String id, Input input, Upload upload) {
        uploads.remove(upload);
        try {
            String text = Files.readString(upload.path());
            if (input.schema().path("type").asString("").equals("string")) return Call.object().stringNode(text);
            JsonNode value = Call.JSON.readTree(text);
            return JsonBody.hasHalfACharacter(value) ? fault(id, "What stands at “href” has half of a character, such as \\ud83d without its other half.") : value;
        } catch (JacksonException e) {
            return fault(id, "What stands at “href” is no JSON.");
        } catch (IOException e) {
            if (e instanceof CharacterCodingException) return fault(id, "What stands at “href” is no text in UTF-8.");
            throw new UncheckedIOException(e);
        } finally {
            api.jobs().discard(List.of(upload));
        }
    }

    private JsonNode store(String id, Input input, String content, JsonNode said) {
        String encoding = encoding(said, input);
        if (!ENCODINGS.contains(encoding)) return unknown(id, encoding);
        byte[] bytes = encoding.equals("base64") ? decoded(id, content) : content.getBytes(StandardCharsets.UTF_8);
        if (bytes == null) return null;
        String name = said.path("name").asString(id);
        String type = said.path("mediaType").asString(said.path("type").asString("application/octet-stream"));
        try {
            Upload u = api.jobs().receive(id, name, type, new ByteArrayInputStream(bytes), api.upload());
            uploads.add(u);
            return named(u);
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.TOO_LARGE) throw e;
            return fault(id, "The file is larger than " + api.upload() + " bytes, the most that is accepted.");
        }
    }

    private static JsonNode named(Upload u) {
        return Call.object().put("file", u.id()).put("name", u.name()).put("size", u.size()).put("mediaType", u.mediaType());
    }

    private static String encoding(JsonNode said, Input input) {
        return said.path("encoding").asString(said.path("contentEncoding").asString(input.schema().path("contentEncoding").asString(""))).toLowerCase(Locale.ROOT);
    }

    /** Where the schema itself asks for base64 the value stays as it is: the computation expects it so. */
    private static boolean isBase64(JsonNode said, Input input) {
        return encoding(said, input).equals("base64") && !input.schema().has("contentEncoding");
    }

    private JsonNode text(String id, Input input, JsonNode content, JsonNode said) {
        String encoding = encoding(said, input);
        if (!ENCODINGS.contains(encoding) && !encoding.equals(encoding(Call.object(), input))) return unknown(id, encoding);
        if (!isBase64(said, input)) return content;
        byte[] bytes = decoded(id, content.asString());
        try {
            return bytes == null ? null : Call.object().stringNode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return fault(id, "What the base64 stands for is no text in UTF-8.");
        }
    }

    private JsonNode unknown(String id, String encoding) {
        return fault(id, "“encoding” is base64, or utf-8 for text as it is; found “" + Web.brief(encoding) + "”.");
    }

    private byte[] decoded(String id, String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            fault(id, "The content is said to be base64, but it is not.");
            return null;
        }
    }

    private JsonNode fault(String id, String message) {
        faults.add(new Fault(id, message));
        return null;
    }
}
