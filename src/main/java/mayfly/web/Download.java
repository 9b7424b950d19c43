package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.queue.ProblemType;
import mayfly.queue.Tag;

/**
 * Sends a file that a computation wrote: whole or one range of it, with 64 KiB of memory whatever its size. Such bytes are never active
 * content of ours: they are attachments, but for images, and SVG is sandboxed.
 *
 * @param file      where its bytes are
 * @param name      for the browser's save dialog; data, made harmless here
 * @param mediaType what it is said to be
 */
record Download(Path file, String name, String mediaType) {
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml");
    private static final Pattern RANGE = Pattern.compile("(?i)bytes=[ \t]*(\\d{0,18})-(\\d{0,18})[ \t]*");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}(; ?charset=[A-Za-z0-9._-]{1,40})?");
    private static final int BUFFER = 65_536;

    /** Whether a page may show it by {@code <img>}. */
    static boolean isImage(String mediaType) {
        return mediaType != null && IMAGES.contains(bare(mediaType));
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long size = Files.size(file);
        String tag = "\"" + Long.toHexString(size) + "-" + Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + "\"";
        headers(response, tag);
        if (Tag.isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(304);
            return;
        }
        Matcher range = range(request, tag);
        if (range == null) body(request, response, 0, size);
        else part(request, response, range, size);
    }

    /** The one range that is asked for; null where the whole file is the answer: no range, several, none that can be one, one that counts for another version, or no GET. */
    private static Matcher range(HttpServletRequest request, String tag) {
        String range = request.getHeader("Range");
        String condition = request.getHeader("If-Range");
        if (range == null || !request.getMethod().equals("GET") || condition != null && !condition.equals(tag)) return null;
        Matcher m = RANGE.matcher(range);
        if (!m.matches() || m.group(1).isEmpty() && m.group(2).isEmpty()) return null;
        boolean backwards = !m.group(1).isEmpty() && !m.group(2).isEmpty() && Long.parseLong(m.group(1)) > Long.parseLong(m.group(2));
        return backwards ? null : m;
    }

    /** The last bytes alone, as a whole answer. */
    void sendTail(HttpServletRequest request, HttpServletResponse response, long bytes) throws IOException {
        long size = Files.size(file);
        headers(response, "\"" + Long.toHexString(size) + "-tail\"");
        body(request, response, Math.max(0, size - bytes), size);
    }

    private void part(HttpServletRequest request, HttpServletResponse response, Matcher m, long size) throws IOException {
        boolean suffix = m.group(1).isEmpty();
        long from = suffix ? Math.max(0, size - Long.parseLong(m.group(2))) : Long.parseLong(m.group(1));
        long to = suffix || m.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(m.group(2)) + 1);
        if (from >= to) {
            throw new Trouble(ProblemType.RANGE, ProblemType.RANGE.title(), "There are " + size + " bytes; asked for was " + m.group() + ".", Map.of("Content-Range", "bytes */" + size));
        }
        response.setStatus(206);
        response.setHeader("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size);
        body(request, response, from, to);
    }

    private void headers(HttpServletResponse response, String tag) {
        String type = mediaType != null && TYPE.matcher(mediaType).matches() ? mediaType : "application/octet-stream";
        boolean shown = isImage(type);
        response.setContentType(type);
        response.setHeader("ETag", tag);
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Content-Disposition", disposition(shown ? "inline" : "attachment", name));
        if (bare(type).equals("image/svg+xml")) {
            response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
        }
    }

    private void body(HttpServletRequest request, HttpServletResponse response, long from, long to) throws IOException {
        response.setContentLengthLong(to - from);
        if (request.getMethod().equals("HEAD")) return;
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            OutputStream out = response.getOutputStream();
            in.position(from);
            long left = to - from;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                int n = in.read(buffer);
                if (n < 0) throw new IOException("the file became shorter while it was sent: " + file);
                out.write(buffer.array(), 0, n);
                left -= n;
            }
        }
    }

    /** The header's value with a name in ASCII for old clients and whole in UTF-8; no quote, line end or path in either. */
    static String disposition(String kind, String name) {
        String clean = SafeText.of(name).replaceAll("[\\p{Cntrl}\ufffd\u202a-\u202e\u2066-\u2069/\\\\]", "_").strip();
        if (clean.isEmpty()) clean = "download";
        if (clean.length() > 150) clean = clean.substring(0, 100) + "…" + clean.substring(clean.length() - 40);
        String ascii = clean.replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"%;]", "_");
        var utf = new StringBuilder();
        for (byte b : clean.getBytes(StandardCharsets.UTF_8)) {
            if (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '.' || b == '-' || b == '_') utf.append((char) b);
            else utf.append(String.format("%%%02X", b & 0xff));
        }
        return kind + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + utf;
    }

    private static String bare(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
    }
}
