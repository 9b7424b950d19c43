package mayfly.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import mayfly.queue.OutputView;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stretch of the elements of a list among the outputs, read by streaming: a list of a gigabyte costs no more memory than one of a page.
 *
 * @param from  index of the first, from 0
 * @param total elements in all; when {@code more}, at least that many
 * @param more  whether counting stopped before the end
 */
record Elements(List<JsonNode> nodes, long from, long total, boolean more) {
    /** Reads one element and leaves what follows it. */
    private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    /** Counting further would cost more than the number is worth. */
    private static final long COUNTED = 500_000;

    interface Each {
        /** @return whether to go on */
        boolean next(JsonNode element) throws IOException;
    }

    static Elements read(OutputView output, long from, int size) throws IOException {
        var nodes = new ArrayList<JsonNode>();
        long total = 0;
        try (JsonParser parser = open(output)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) throw new IOException("not a list: " + output.id());
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (total >= Math.max(COUNTED, from + size)) return new Elements(nodes, from, total, true);
                if (total >= from && nodes.size() < size) nodes.add(JSON.readTree(parser));
                else parser.skipChildren();
                total++;
            }
        }
        return new Elements(nodes, from, total, false);
    }

    static void each(OutputView output, Each each) throws IOException {
        try (JsonParser parser = open(output)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) throw new IOException("not a list: " + output.id());
            while (parser.nextToken() != JsonToken.END_ARRAY) if (!each.next(JSON.readTree(parser))) return;
        }
    }

    /** What the value is by its first token, without reading further. */
    static JsonToken kind(OutputView output) throws IOException {
        try (JsonParser parser = open(output)) {
            return parser.nextToken();
        }
    }

    private static JsonParser open(OutputView output) throws IOException {
        if (output.value() != null) return JSON.treeAsTokens(output.value());
        InputStream in = Files.newInputStream(output.path());
        return JSON.createParser(in);
    }
}
