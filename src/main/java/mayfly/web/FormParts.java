package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload2.core.FileItemHeaders;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/**
 * The parts of a multipart form (RFC 7578), one after the other. The library reads what its headers say; it would also cut the body into parts, but at less than half the
 * speed of a disk.
 */
final class FormParts {
    private static final byte[] LINE_END = {'\r', '\n'};
    /** A file name of 255 letters may take 2 KB and more. */
    private static final int HEADER = 8192;

    private final JakartaServletFileUpload<?, ?> library = new JakartaServletFileUpload<>();
    private final DelimitedInput input;
    private InputStream open;
    private boolean begun;

    /** @throws FileUploadException when the request names no boundary */
    FormParts(HttpServletRequest request) throws IOException {
        byte[] boundary = library.getBoundary(request.getHeader("Content-Type"));
        if (boundary == null || boundary.length == 0) throw new FileUploadException("no boundary");
        var delimiter = new byte[boundary.length + 4];
        System.arraycopy(new byte[] {'\r', '\n', '-', '-'}, 0, delimiter, 0, 4);
        System.arraycopy(boundary, 0, delimiter, 4, boundary.length);
        // The first boundary stands at a line's begin too, though no line ends before it.
        input = new DelimitedInput(request.getInputStream(), delimiter, LINE_END);
        open = input.stretch();
    }

    /**
     * @param field name of the field
     * @param file  name of the file as the client sent it, which may be empty; null where the part is a text
     * @param type  media type as the client says; null = not said
     * @param bytes up to the next part; what is left unread is skipped
     */
    record Part(String field, String file, String type, InputStream bytes) { }

    /**
     * The next part that belongs to a field; null at the end.
     *
     * @throws FileUploadException when the body is not well formed or ends too early
     */
    Part next() throws IOException {
        while (true) {
            if (!skipped() || !another()) return null;
            FileItemHeaders headers = library.getParsedHeaders(headers());
            String field = library.getFieldName(headers);
            open = input.stretch();
            if (field != null) return new Part(field, library.getFileName(headers), headers.getHeader("Content-Type"), open);
        }
    }

    /** Goes to the next boundary. A body without any is a form without parts. */
    private boolean skipped() throws IOException {
        try {
            open.close();
        } catch (FileUploadException e) {
            if (begun) throw e;
            return false;
        }
        begun = true;
        return true;
    }

    /** Whether a part follows the boundary just read, or the end. */
    private boolean another() throws IOException {
        int first = input.read();
        int second = input.read();
        if (first == '-' && second == '-') return false;
        if (first == '\r' && second == '\n') return true;
        throw new FileUploadException("neither a part nor the end follows a boundary");
    }

    private String headers() throws IOException {
        var out = new ByteArrayOutputStream();
        for (int matched = 0; matched < 4;) {
            if (out.size() == HEADER) throw new FileUploadException("the headers of a part are longer than " + HEADER + " bytes");
            int b = input.read();
            out.write(b);
            matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
