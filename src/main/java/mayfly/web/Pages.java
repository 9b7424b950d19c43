package mayfly.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import mayfly.queue.Tag;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.templateresolver.WebApplicationTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Draws the templates of WEB-INF/templates. Each is given its model as {@code page}, what is around it as {@code frame}, and as {@code refresh} the page's Refresh header
 * once more, for text browsers that only know the element (w3m); null where there is none.
 */
public final class Pages {
    /** Pages remembered, some 10 KB each. */
    private static final int PAGES = 400;
    private static final int LARGEST = 32_768;

    private final Templates templates;
    private final Templates own;
    private final Frames frames;
    private final StaticFiles files;
    private final Parts parts;
    private final Recent<String, byte[]> drawn = new Recent<>(PAGES);

    /** @param version of the application, said in the footer */
    public Pages(ServletContext context, StaticFiles files, String version) {
        var packaged = new WebApplicationTemplateResolver(JakartaServletWebApplication.buildApplication(context));
        packaged.setPrefix("/WEB-INF/templates/");
        packaged.setSuffix(".html");
        packaged.setTemplateMode(TemplateMode.HTML);
        packaged.setCharacterEncoding("UTF-8");
        packaged.setCacheable(true);
        this.templates = new Templates(packaged);
        this.files = files;
        this.frames = new Frames(templates, files, version);
        this.parts = new Parts(templates);
        var text = new StringTemplateResolver();
        text.setCacheable(false);
        this.own = new Templates(text);
    }

    /**
     * Answers with a page.
     *
     * @param at   the entry of the navigation that is current: processes, jobs, about or nothing
     * @param page the template's model
     */
    public void show(HttpServletRequest request, HttpServletResponse response, int status, String template, String at, Object page) throws IOException {
        // Drawn whole before the first byte leaves, so that a template that fails becomes an error page and not half a page.
        send(response, status, draw(request, response, template, at, page));
    }

    private byte[] draw(HttpServletRequest request, HttpServletResponse response, String template, String at, Object page) {
        var variables = new HashMap<String, Object>();
        variables.put("page", page);
        variables.put("frame", frames.at(at, request.getContextPath()));
        variables.put("refresh", response.getHeader("Refresh"));
        return SafeText.of(templates.draw(template, null, request.getContextPath(), variables)).getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpServletResponse response, int status, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        if (!response.containsHeader("Cache-Control")) response.setHeader("Cache-Control", "private, no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /**
     * Answers with a page that the browser may keep, if it asks each time whether it is still the same: 304 without a body when it is. For pages whose model is all that they
     * show, without anything that is good for one use.
     */
    void showTagged(HttpServletRequest request, HttpServletResponse response, String template, String at, Record page) throws IOException {
        if (!isKnown(request, response, template, page)) show(request, response, 200, template, at, page);
    }

    /**
     * The same for a page whose tag is known before its model is made. What was drawn for one reader is sent to all who are shown the same: a job that many watch is drawn
     * once a second, however many they are.
     *
     * @param shown see {@link #isKnown}; here it decides what is sent, too
     */
    void showTagged(HttpServletRequest request, HttpServletResponse response, String template, String at, Supplier<Record> page, Object... shown) throws IOException {
        if (isKnown(request, response, template, Arrays.asList(shown))) return;
        String tag = response.getHeader("ETag");
        byte[] bytes = drawn.get(tag);
        if (bytes == null) {
            bytes = draw(request, response, template, at, page.get());
            if (bytes.length <= LARGEST) drawn.put(tag, bytes);
        }
        send(response, 200, bytes);
    }

    /**
     * Tags an answer; when the client has it already the answer is a 304, and nothing more is to be done. To be asked once the headers are set that the page shows.
     *
     * @param shown all that decides how the page looks, apart from the context path and the Refresh header
     */
    boolean isKnown(HttpServletRequest request, HttpServletResponse response, Object... shown) {
        String tag = Tag.of(request.getContextPath(), response.getHeader("Refresh"), Tag.of(shown));
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        if (!Tag.isKnown(request.getHeader("If-None-Match"), tag)) return false;
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return true;
    }

    /** The path of a static file, see {@link StaticFiles#url}. */
    String file(String name) {
        return files.url(name);
    }

    /** A part of a page, see {@link Parts#draw}. */
    String part(String fragment, String contextPath, Object shown, Supplier<Map<String, Object>> model) {
        return parts.draw(fragment, contextPath, shown, model);
    }

    /**
     * The {@code results} fragment of a description's own template.
     *
     * @param out outputs by id, as plain maps, lists and values
     * @throws RuntimeException when the template cannot be read or fails
     */
    String results(HttpServletRequest request, Path template, Map<String, Object> out) {
        try {
            return own.draw(Files.readString(template), "results", request.getContextPath(), Map.of("out", out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
