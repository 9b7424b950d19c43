package mayfly.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import mayfly.queue.Tag;

/**
 * The few files that do not change while the application runs: sheets, icon and the script of forms. Held in memory, once as they are and once compressed, and named by their content
 * ({@code mayfly.1f0c....css}), so that browsers may keep them for a year and still get the next version at once. Under their bare name, or the name of another version, which
 * a page drawn before an update asks for, they are answered too, but not to be kept.
 */
public final class StaticFiles {
    private static final String PICO = "META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.min.css";
    private static final Pattern NAMED = Pattern.compile("(.+)\\.[0-9a-f]{16}\\.([a-z]+)");

    /**
     * @param gzip   the same compressed; null where that makes it no smaller
     * @param hashed its name with its content's
     */
    private record Held(byte[] plain, byte[] gzip, String type, String hash, String hashed) { }

    private final Map<String, Held> files = new LinkedHashMap<>();

    /** @throws IllegalStateException when a file is missing: the application is not whole */
    public StaticFiles(ServletContext context) {
        hold("mayfly.css", "text/css; charset=utf-8", context.getResourceAsStream("/static/mayfly.css"));
        hold("favicon.svg", "image/svg+xml", context.getResourceAsStream("/static/favicon.svg"));
        for (String script : Script.FILES) hold(script, "text/javascript; charset=utf-8", context.getResourceAsStream("/static/" + script));
        hold("pico.min.css", "text/css; charset=utf-8", StaticFiles.class.getClassLoader().getResourceAsStream(PICO));
    }

    private void hold(String name, String type, InputStream source) {
        if (source == null) throw new IllegalStateException("the file " + name + " is not part of the application");
        try (source) {
            byte[] bytes = type.startsWith("text/javascript") ? linked(source.readAllBytes()) : source.readAllBytes();
            byte[] gzip = compressed(bytes);
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
            int dot = name.lastIndexOf('.');
            files.put(name, new Held(bytes, gzip.length < bytes.length ? gzip : null, type, hash, name.substring(0, dot) + "." + hash + name.substring(dot)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the file " + name + " cannot be read", e);
        }
    }

    /** A module names those that it needs by their content, too: they have been held before it. */
    private byte[] linked(byte[] module) {
        String text = new String(module, StandardCharsets.UTF_8);
        for (Map.Entry<String, Held> other : files.entrySet()) text = text.replace("'./" + other.getKey() + "'", "'./" + other.getValue().hashed() + "'");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** The path of a file with its content's name, without the context path. */
    String url(String name) {
        return "/static/" + files.get(name).hashed();
    }

    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = new Ask(request).path("file");
        Matcher named = NAMED.matcher(name);
        Held file = files.get(named.matches() ? named.group(1) + "." + named.group(2) : name);
        if (file == null) throw Trouble.notFound();
        boolean gzip = file.gzip() != null && AcceptEncoding.allowsGzip(request.getHeader("Accept-Encoding"));
        String tag = '"' + file.hash() + (gzip ? "-gzip" : "") + '"';
        response.setHeader("ETag", tag);
        response.setHeader("Vary", response.getHeaders("Vary").contains("Origin") ? "Accept-Encoding, Origin" : "Accept-Encoding");
        response.setHeader("Cache-Control", name.equals(file.hashed()) ? "public, max-age=31536000, immutable" : "no-cache");
        if (Tag.isKnown(request.getHeader("If-None-Match"), tag)) response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        else body(request, response, file, gzip);
    }

    private static void body(HttpServletRequest request, HttpServletResponse response, Held file, boolean gzip) throws IOException {
        byte[] bytes = gzip ? file.gzip() : file.plain();
        response.setContentType(file.type());
        if (gzip) response.setHeader("Content-Encoding", "gzip");
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) response.getOutputStream().write(bytes);
    }
}
