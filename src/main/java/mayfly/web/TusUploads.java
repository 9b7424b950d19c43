package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.PartialUploads;
import mayfly.queue.PartialUploads.Partial;
import mayfly.queue.PartialUploads.What;
import mayfly.queue.ProblemType;

/**
 * Uploads that can be continued: the tus protocol 1.0.0, its core and its creation extension. {@code POST /uploads/tus} begins one, for one file input of one process; HEAD says how
 * far it is, PATCH adds to it. Once it is whole, answers carry in {@code Mayfly-Kept} what a form sends in the place of the file, as for any file that has arrived before.
 */
public final class TusUploads {
    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private final Desk desk;
    private final PartialUploads uploads;

    public TusUploads(Desk desk) {
        this.desk = desk;
        this.uploads = desk.jobs().partials();
    }

    public void begin(HttpServletRequest request, HttpServletResponse response) {
        var ask = begun(request, response);
        long length = number(request, "Upload-Length");
        Map<String, String> about = metadata(request.getHeader("Upload-Metadata"));
        ProcessDescription process = desk.jobs().process(about.getOrDefault("process", ""));
        String input = about.getOrDefault("input", "");
        if (!process.inputs().containsKey(input) || !process.inputs().get(input).isFile()) throw bad("Upload-Metadata names no file input of the process: “" + new Words().line(input) + "”.");
        String type = about.getOrDefault("filetype", "");
        var what = new What(process.id(), input, FormBody.baseName(about.getOrDefault("filename", "")), type.isEmpty() ? "application/octet-stream" : type, length);
        if (what.name().isEmpty()) throw bad("Upload-Metadata names no file: “filename” is missing.");
        Partial upload = uploads.begin(ask.owner(), what, desk.site().upload());
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setHeader("Location", ask.url("/uploads/tus/" + upload.id()));
        state(response, upload);
    }

    /** {@code HEAD}: how far it is. */
    public void look(HttpServletRequest request, HttpServletResponse response) {
        Partial upload = find(begun(request, response));
        response.setHeader("Upload-Length", Long.toString(upload.what().length()));
        state(response, upload);
    }

    public void append(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = begun(request, response);
        Partial upload = find(ask);
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "").toLowerCase(Locale.ROOT);
        if (!type.equals("application/offset+octet-stream")) throw new Trouble(ProblemType.MEDIA_TYPE, ProblemType.MEDIA_TYPE.title(), "A piece of a file is sent as application/offset+octet-stream.");
        state(response, uploads.append(upload, number(request, "Upload-Offset"), request.getInputStream()));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static Ask begun(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(RESUMABLE, VERSION);
        response.setHeader("Cache-Control", "no-store");
        if (!VERSION.equals(request.getHeader(RESUMABLE))) {
            throw new Trouble(ProblemType.PRECONDITION, ProblemType.PRECONDITION.title(), "This address speaks the tus protocol " + VERSION + "; say so in the header " + RESUMABLE + ".",
                    Map.of("Tus-Version", VERSION, RESUMABLE, VERSION));
        }
        return new Ask(request);
    }

    /** Somebody else's is as if it were not there. */
    private Partial find(Ask ask) {
        return uploads.find(ask.path("id"), ask.owner()).orElseThrow(() -> new Trouble(ProblemType.NOT_FOUND, "There is no such upload", "It may be another's, or have been deleted because nobody went on with it."));
    }

    private void state(HttpServletResponse response, Partial upload) {
        response.setHeader("Upload-Offset", Long.toString(upload.offset()));
        if (upload.isWhole()) response.setHeader("Mayfly-Kept", new KeptFiles(desk, desk.jobs().process(upload.what().process())).sealed(upload.what().input(), upload.id()));
    }

    private static long number(HttpServletRequest request, String name) {
        String text = request.getHeader(name);
        if (text == null || !text.matches("\\d{1,18}")) throw bad("The header " + name + " wants a number of bytes.");
        return Long.parseLong(text);
    }

    /** Names and values, the values in base64: {@code filename d29ybGQ=,process ZWNobw==}. */
    private static Map<String, String> metadata(String header) {
        var values = new HashMap<String, String>();
        for (String pair : header == null || header.isBlank() ? new String[0] : header.split(",")) {
            String[] parts = pair.strip().split(" +", 2);
            try {
                values.put(parts[0], parts.length < 2 ? "" : new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw bad("Upload-Metadata has a value that is no base64.");
            }
        }
        return values;
    }

    private static Trouble bad(String text) {
        return new Trouble(ProblemType.BAD_PARAMETER, ProblemType.BAD_PARAMETER.title(), text);
    }
}
