package mayfly.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least that each answer of Mayfly could cost on the same Jetty: {@code FloorServer REDIS_URI}. {@code /hello}; {@code /submit} answers 303 at once; {@code /store} writes
 * one hash before it does; {@code /json} and {@code /page} read the hash {@code key} and show its fields.
 */
public final class FloorServer {
    private static final String TEMPLATE = """
            <!DOCTYPE html><html lang="en"><head><title th:text="${fields.state}"></title><link rel="stylesheet" href="/static/sheet.css"></head>
            <body><h1 th:text="${fields.process}"></h1><dl><th:block th:each="f : ${fields}"><dt th:text="${f.key}"></dt><dd th:text="${f.value}"></dd></th:block></dl></body></html>
            """;
    private final RedisClient redis;
    private final TemplateEngine templates = new TemplateEngine();

    private FloorServer(URI redis) {
        this.redis = RedisClient.create(redis);
        templates.setTemplateResolver(resolver());
    }

    private static StringTemplateResolver resolver() {
        var resolver = new StringTemplateResolver();
        resolver.setCacheable(true);
        return resolver;
    }

    public static void main(String[] args) throws Exception {
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new FloorServer(URI.create(args[0])).context());
        server.start();
        System.out.println("The floor is ready at http://127.0.0.1:" + connector.getLocalPort() + "/");
    }

    private ServletContextHandler context() {
        var context = new ServletContextHandler("/");
        add(context, "/hello", (request, response) -> text(response, "text/plain", "hello"));
        add(context, "/submit", (request, response) -> {
            request.getInputStream().readAllBytes();
            seeOther(response);
        });
        add(context, "/store", (request, response) -> {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            redis.hset("floor:" + UUID.randomUUID(), Map.of("state", "QUEUED", "process", "count", "inputs", body));
            seeOther(response);
        });
        add(context, "/json", (request, response) -> text(response, "application/json", JsonMapper.shared().writeValueAsString(fields(request))));
        add(context, "/page", (request, response) -> text(response, "text/html", templates.process(TEMPLATE, new Context(Locale.ENGLISH, Map.of("fields", fields(request))))));
        return context;
    }

    private Map<String, String> fields(HttpServletRequest request) {
        return redis.hgetAll(request.getParameter("key"));
    }

    private interface Answer {
        void give(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static void add(ServletContextHandler context, String path, Answer answer) {
        context.addServlet(new ServletHolder(new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                answer.give(request, response);
            }
        }), path);
    }

    private static void seeOther(HttpServletResponse response) {
        response.setStatus(303);
        response.setHeader("Location", "/jobs/" + UUID.randomUUID());
        response.setContentLength(0);
    }

    private static void text(HttpServletResponse response, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type + "; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
