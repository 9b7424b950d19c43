package mayfly.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The few files that do not change while the application runs: sheets and icon. Held in memory, named by their content
 * ({@code mayfly.css?v=1f0c...}), so that browsers may keep them for a year and still get the next version at once.
 */
public final class StaticFiles {
    private static final String PICO = "META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.min.css";

    private record Held(byte[] bytes, String type, String hash) { }

    private final Map<String, Held> files = new LinkedHashMap<>();

    /** @throws IllegalStateException when a file is missing: the application is not whole */
    public StaticFiles(ServletContext context) {
        hold("mayfly.css", "text/css; charset=utf-8", context.getResourceAsStream("/static/mayfly.css"));
        hold("favicon.svg", "image/svg+xml", context.getResourceAsStream("/static/favicon.svg"));
        hold("pico.min.css", "text/css; charset=utf-8", StaticFiles.class.getClassLoader().getResourceAsStream(PICO));
    }

    private void hold(String name, String type, InputStream source) {
        if (source == null) throw new IllegalStateException("the file " + name + " is not part of the application");
        try (source) {
            byte[] bytes = source.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            files.put(name, new Held(bytes, type, HexFormat.of().formatHex(hash, 0, 8)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the file " + name + " cannot be read", e);
        }
    }

    /** The path of a file with its content's name, without the context path. */
    String url(String name) {
        return "/static/" + name + "?v=" + files.get(name).hash();
    }

    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        Held file = files.get(ask.path("file"));
        if (file == null) throw Trouble.notFound();
        String tag = '"' + file.hash() + '"';
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", ask.query("v").equals(file.hash()) ? "public, max-age=31536000, immutable" : "no-cache");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        response.setContentType(file.type());
        response.setContentLength(file.bytes().length);
        response.getOutputStream().write(file.bytes());
    }
}
