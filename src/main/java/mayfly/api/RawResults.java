package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import mayfly.job.JobRecord;
import mayfly.queue.OutputView;
import mayfly.queue.ResultDocument;
import mayfly.queue.WantedOutput;

/**
 * Results as they are (OGC API - Processes 1.0, clause 7.11.4): one output as its own bytes in its own media type; several as the parts of a {@code multipart/related}, each with
 * the output's id as its {@code Content-ID}; those by reference as {@code Link} headers of an empty answer, or as empty parts with a {@code Content-Location}. Files are streamed.
 */
final class RawResults {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}(; ?charset=[A-Za-z0-9._-]{1,40})?");

    private final List<WantedOutput> outputs;
    private final String address;

    /** @param outputs of {@link mayfly.queue.JobService#outputs} */
    RawResults(Call call, JobRecord job, List<OutputView> outputs) {
        this.outputs = WantedOutput.of(job.asked(), outputs);
        this.address = ResultDocument.address(job, call.url(""));
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!response.containsHeader("Cache-Control")) response.setHeader("Cache-Control", "private, no-store");
        if (outputs.stream().allMatch(WantedOutput::byReference)) links(response);
        else if (outputs.size() == 1) one(request, response, outputs.get(0).output());
        else parts(request, response);
    }

    private void links(HttpServletResponse response) {
        response.setStatus(204);
        for (WantedOutput wanted : outputs) {
            OutputView o = wanted.output();
            // The id in the place of a relation: that is how programs in the field tell the outputs apart.
            response.addHeader("Link", "<" + address + o.id() + ">; rel=\"" + o.id() + "\"; type=\"" + type(o) + "\"");
        }
    }

    /** As an attachment, so that no browser takes what a computation wrote for a page of ours. */
    private static void one(HttpServletRequest request, HttpServletResponse response, OutputView o) throws IOException {
        response.setContentType(type(o));
        response.setHeader("Content-Disposition", "attachment; filename=\"" + o.name().replaceAll("[^A-Za-z0-9._-]", "_") + "\"");
        response.setContentLengthLong(length(o));
        if (!request.getMethod().equals("HEAD")) bytes(o, response.getOutputStream());
    }

    private void parts(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String boundary = "mayfly-" + UUID.randomUUID();
        response.setContentType("multipart/related; boundary=" + boundary + "; type=\"" + type(outputs.get(0).output()) + "\"");
        if (request.getMethod().equals("HEAD")) {
            response.flushBuffer(); // or the container would say that it has no bytes
            return;
        }
        OutputStream out = response.getOutputStream();
        for (WantedOutput wanted : outputs) {
            OutputView o = wanted.output();
            String head = "--" + boundary + "\r\nContent-ID: " + o.id() + "\r\nContent-Type: " + type(o) + "\r\n";
            String rest = wanted.byReference() ? "Content-Location: " + address + o.id() + "\r\n" : "Content-Length: " + length(o) + "\r\n";
            out.write((head + rest + "\r\n").getBytes(StandardCharsets.US_ASCII));
            if (!wanted.byReference()) bytes(o, out);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String type(OutputView o) {
        return o.mediaType() != null && TYPE.matcher(o.mediaType()).matches() ? o.mediaType() : "application/octet-stream";
    }

    private static long length(OutputView o) throws IOException {
        return Files.size(o.path());
    }

    private static void bytes(OutputView o, OutputStream out) throws IOException {
        Files.copy(o.path(), out);
    }
}
