package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import mayfly.queue.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a JSON object from a request; what it cannot read it names by line and column. */
final class JsonBody {
    /** What is read takes several times its size while it is parsed, and more than one may come at once: a small heap takes smaller ones. */
    static final int MOST = (int) Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 16);
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonBody() { }

    /** @throws Problem 400 when it is no JSON object, 413 when it is larger than {@link #MOST}, 415 when it is packed */
    static ObjectNode read(HttpServletRequest request) throws IOException {
        String packed = Objects.requireNonNullElse(request.getHeader("Content-Encoding"), "identity");
        if (!packed.equalsIgnoreCase("identity")) throw new Problem(ProblemType.MEDIA_TYPE, "A JSON request comes as it is, without “Content-Encoding”; found “" + Web.brief(packed) + "”.");
        byte[] bytes = request.getInputStream().readNBytes(MOST + 1);
        if (bytes.length > MOST) throw new Problem(ProblemType.TOO_LARGE, "A JSON request may be " + (MOST >> 20) + " MiB; send larger files as multipart/form-data.");
        try {
            JsonNode node = JSON.readTree(bytes);
            if (hasHalfACharacter(node)) throw new Problem(ProblemType.BAD_BODY, "A text has half of a character, such as \\ud83d without its other half; it could not be kept as it is.");
            if (node instanceof ObjectNode object) return object;
            throw new Problem(ProblemType.BAD_BODY, "The request is a JSON object such as {\"inputs\": {}}.");
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : "Line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            // The parser adds where in its own buffers an object began, and which of its settings would allow more: that says nothing to who sent it.
            throw new Problem(ProblemType.BAD_BODY, where + e.getOriginalMessage().replaceAll(" \\(start marker at .*|, from `[^`]*`|: enable `.*", "").strip());
        }
    }

    /** JSON can write it, and no encoding can: it would become a question mark on its way. */
    static boolean hasHalfACharacter(JsonNode node) {
        if (node.isString()) return node.asString().codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return node.isContainer() && node.valueStream().anyMatch(JsonBody::hasHalfACharacter);
    }
}
