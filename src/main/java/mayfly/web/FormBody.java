package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import mayfly.queue.JobService;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import org.apache.commons.fileupload2.core.FileUploadException;

/**
 * Reads a posted form, urlencoded or multipart, the same in every container: nothing is dropped or cut silently. Texts together may be
 * 2 MB; files go straight to disk.
 */
final class FormBody {
    static final int TEXTS = 2_000_000;
    private static final int PARTS = 1000;

    private final JobService jobs;
    private final long limit;

    /** @param limit largest file in bytes */
    FormBody(JobService jobs, long limit) {
        this.jobs = jobs;
        this.limit = limit;
    }

    /**
     * @param isFile whether a field takes files; a file for any other field is refused
     * @throws Trouble     413 when the texts are too large, 400 when the form cannot be read, 415 when it is none
     * @throws Refusal     when the disk is full
     * @throws IOException when the client went away
     */
    Posted read(HttpServletRequest request, Predicate<String> isFile) throws IOException {
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) return new Posted(Urlencoded.read(text(request.getInputStream(), TEXTS)));
        if (type.startsWith("multipart/form-data")) return multipart(request, isFile);
        throw new Trouble(ProblemType.MEDIA_TYPE, "This is not a form", "Send a form (application/x-www-form-urlencoded or multipart/form-data) or JSON (application/json).");
    }

    private Posted multipart(HttpServletRequest request, Predicate<String> isFile) throws IOException {
        var posted = new Posted(new LinkedHashMap<>());
        int room = TEXTS;
        int parts = 0;
        try {
            var all = new FormParts(request);
            for (FormParts.Part part = all.next(); part != null; part = all.next()) {
                if (++parts > PARTS) throw new Trouble(ProblemType.BAD_BODY, "The form has too many parts", "At most " + PARTS + " are accepted.");
                if (part.file() == null) {
                    String value = text(part.bytes(), room);
                    room -= value.length();
                    posted.texts().computeIfAbsent(part.field(), f -> new ArrayList<>()).add(value);
                } else file(posted, part, isFile);
            }
        } catch (FileUploadException e) {
            throw malformed();
        } catch (UncheckedIOException e) {
            // An upload that ends before its end comes back wrapped, because it was read on the way to the disk.
            throw e.getCause() instanceof FileUploadException ? malformed() : e;
        }
        return posted;
    }

    private static Trouble malformed() {
        return new Trouble(ProblemType.BAD_BODY, "The form cannot be read", "It ends too early or is not well formed. Nothing was started.");
    }

    private void file(Posted posted, FormParts.Part part, Predicate<String> isFile) throws IOException {
        String name = baseName(part.file());
        String field = part.field();
        try (InputStream bytes = part.bytes()) {
            if (name.isEmpty()) {
                if (bytes.read() >= 0) posted.faults().put(field, "A file has arrived without a name. Choose it again.");
                drain(bytes);
            } else if (!isFile.test(field)) {
                drain(bytes);
                posted.texts().computeIfAbsent(field, f -> new ArrayList<>()).add(name);
            } else receive(posted, field, name, part.type(), bytes);
        }
    }

    private void receive(Posted posted, String field, String name, String mediaType, InputStream bytes) throws IOException {
        try {
            var upload = jobs.receive(field, name, mediaType == null ? "application/octet-stream" : mediaType, bytes, limit);
            posted.uploads().computeIfAbsent(field, f -> new ArrayList<>()).add(upload);
        } catch (Refusal e) {
            // The rest is read and dropped: a browser that is still sending would never see the answer.
            drain(bytes);
            if (e.reason() != Refusal.Reason.TOO_LARGE) throw e;
            var say = new Words();
            posted.faults().put(field, "“" + say.name(name) + "” is larger than " + say.size(limit) + ", the most that is accepted. Choose a smaller file.");
        }
    }

    /** Clients send names, some a whole path of theirs. */
    static String baseName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static void drain(InputStream bytes) throws IOException {
        var buffer = new byte[65_536];
        while (bytes.read(buffer) >= 0) continue;
    }

    private static String text(InputStream in, int room) throws IOException {
        byte[] bytes = in.readNBytes(room + 1);
        if (bytes.length > room) {
            drain(in);
            throw new Trouble(ProblemType.TOO_LARGE, "The form is too large", "The texts of a form may be " + new Words().size(TEXTS) + " together; send long ones as a file. Nothing was started.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
