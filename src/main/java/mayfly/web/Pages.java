package mayfly.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.templateresolver.WebApplicationTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Draws the templates of WEB-INF/templates. Each is given its model as {@code page}, the frame around it as {@code frame}. */
public final class Pages {
    private final JakartaServletWebApplication application;
    private final TemplateEngine engine;
    private final TemplateEngine own;
    private final StaticFiles files;
    private final String version;

    /** @param version of the application, said in the footer */
    public Pages(ServletContext context, StaticFiles files, String version) {
        this.application = JakartaServletWebApplication.buildApplication(context);
        this.files = files;
        this.version = version;
        var templates = new WebApplicationTemplateResolver(application);
        templates.setPrefix("/WEB-INF/templates/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding("UTF-8");
        templates.setCacheable(true);
        RecordAccessor.install();
        this.engine = new TemplateEngine();
        engine.setTemplateResolver(templates);
        this.own = new TemplateEngine();
        var text = new StringTemplateResolver();
        text.setCacheable(false);
        own.setTemplateResolver(text);
    }

    /**
     * @param at      which entry of the navigation is current
     * @param refresh the page's Refresh header once more, for text browsers that only know the element (w3m); null where there is none
     */
    public record Frame(String version, String pico, String sheet, String icon, String at, String refresh) { }

    /**
     * Answers with a page.
     *
     * @param at   the entry of the navigation that is current: processes, jobs, about or nothing
     * @param page the template's model
     */
    public void show(HttpServletRequest request, HttpServletResponse response, int status, String template, String at, Object page)
            throws IOException {
        WebContext context = context(request, response);
        context.setVariable("page", page);
        context.setVariable("frame", new Frame(version, files.url("pico.min.css"), files.url("mayfly.css"), files.url("favicon.svg"), at, response.getHeader("Refresh")));
        // Drawn whole before the first byte leaves, so that a template that fails becomes an error page and not half a page.
        String html = SafeText.of(draw(engine, template, null, context));
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        if (!response.containsHeader("Cache-Control")) response.setHeader("Cache-Control", "private, no-store");
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /**
     * The {@code results} fragment of a description's own template.
     *
     * @param out outputs by id, as plain maps, lists and values
     * @throws RuntimeException when the template cannot be read or fails
     */
    String results(HttpServletRequest request, HttpServletResponse response, Path template, Map<String, Object> out) {
        WebContext context = context(request, response);
        context.setVariable("out", out);
        try {
            return draw(own, Files.readString(template), Set.of("results"), context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WebContext context(HttpServletRequest request, HttpServletResponse response) {
        var variables = new HashMap<String, Object>(Map.of("say", new Words()));
        return new WebContext(application.buildExchange(request, response), Locale.ENGLISH, variables);
    }

    private static String draw(TemplateEngine engine, String template, Set<String> fragment, WebContext context) {
        var html = new StringWriter(16_384);
        engine.process(template, fragment, context, html);
        return html.toString();
    }
}
