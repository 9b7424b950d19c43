package mayfly.ogc;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.MultipartInput;

/** One part of a multipart answer, read by a library that reads what others write. */
record Part(Map<String, String> headers, String body) {
    static List<Part> read(HttpResponse<byte[]> answer) throws Exception {
        String type = Client.header(answer, "Content-Type");
        String boundary = type.replaceAll(".*boundary=\"?([^\";]+).*", "$1");
        var input = MultipartInput.builder().setInputStream(new java.io.ByteArrayInputStream(answer.body())).setBoundary(boundary.getBytes(StandardCharsets.US_ASCII)).get();
        var parts = new ArrayList<Part>();
        for (boolean next = input.skipPreamble(); next; next = input.readBoundary()) {
            Map<String, String> headers = new LinkedHashMap<>();
            input.readHeaders().lines().filter(l -> l.contains(":")).forEach(l -> headers.put(l.split(":", 2)[0], l.split(":", 2)[1].strip()));
            var body = new java.io.ByteArrayOutputStream();
            input.readBodyData(body);
            parts.add(new Part(headers, body.toString(StandardCharsets.UTF_8)));
        }
        return parts;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
