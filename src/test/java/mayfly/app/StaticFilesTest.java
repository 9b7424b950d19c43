package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets and icon: named by their content, kept for a year, compressed for whoever takes that. */
class StaticFilesTest {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(folder, "penguins.csv");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path)).method(method, BodyPublishers.noBody());
        return HTTP.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
    }

    private List<String> named() throws Exception {
        Matcher links = Pattern.compile("href=\"(/static/[\\w.]+\\.[0-9a-f]{16}\\.[a-z]+)\"").matcher(Http.page(server.url("/")).body());
        var paths = new ArrayList<String>();
        while (links.find()) paths.add(links.group(1));
        assertEquals(3, paths.size(), paths.toString());
        return paths;
    }

    private static byte[] unpacked(HttpResponse<byte[]> answer) throws Exception {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return in.readAllBytes();
        }
    }

    @Test
    void isKeptForAYearUnderTheNameOfItsContent() throws Exception {
        for (String path : named()) {
            HttpResponse<byte[]> file = get(path);
            assertEquals(200, file.statusCode(), path);
            assertEquals(FOREVER, header(file, "Cache-Control"), path);
            assertEquals("", header(file, "Set-Cookie"));
            assertEquals(Integer.toString(file.body().length), header(file, "Content-Length"));
        }
        String sheet = named().stream().filter(p -> p.contains("mayfly")).findFirst().orElseThrow();
        assertArrayEquals(Files.readAllBytes(Path.of("webapp/static/mayfly.css")), get(sheet).body());
        assertTrue(header(get(sheet), "Content-Type").startsWith("text/css"));
    }

    @Test
    void modulesNameEachOtherByTheirContentToo() throws Exception {
        Matcher first = Pattern.compile("<script type=\"module\" src=\"(/static/form\\.[0-9a-f]{16}\\.js)\"></script>").matcher(Http.page(server.url("/processes/bare")).body());
        assertTrue(first.find());
        var open = new ArrayList<>(List.of(first.group(1)));
        var seen = new TreeSet<String>();
        while (!open.isEmpty()) {
            String path = open.remove(0);
            if (!seen.add(path)) continue;
            HttpResponse<byte[]> module = get(path);
            assertEquals(FOREVER, header(module, "Cache-Control"), path);
            assertEquals("text/javascript; charset=utf-8", header(module, "Content-Type").toLowerCase(Locale.ROOT));
            Matcher others = Pattern.compile(" from '\\./([^']+)'").matcher(new String(module.body(), StandardCharsets.UTF_8));
            while (others.find()) open.add("/static/" + others.group(1));
        }
        try (var files = Files.list(Path.of("webapp/static"))) {
            assertEquals(files.filter(f -> f.toString().endsWith(".js")).count(), seen.size(), seen.toString());
        }
    }

    @Test
    void otherNamesAreAnsweredButNotToBeKept() throws Exception {
        byte[] sheet = Files.readAllBytes(Path.of("webapp/static/mayfly.css"));
        for (String path : List.of("/static/mayfly.css", "/static/mayfly.css?v=d9a43ad6a4d51588", "/static/mayfly.0123456789abcdef.css")) {
            HttpResponse<byte[]> file = get(path);
            assertEquals("no-cache", header(file, "Cache-Control"), path);
            assertArrayEquals(sheet, file.body(), path);
            assertEquals(304, get(path, "If-None-Match", header(file, "ETag")).statusCode(), path);
        }
        for (String path : List.of("/static/web.xml", "/static/mayfly.0123456789abcdef.svg", "/static/nothing.0123456789abcdef.css", "/static/..%2fWEB-INF%2fweb.xml", "/static/.css")) {
            assertTrue(List.of(400, 404).contains(get(path).statusCode()), path);
        }
    }

    @Test
    void isCompressedForThoseWhoTakeIt() throws Exception {
        for (String path : named()) {
            HttpResponse<byte[]> plain = get(path);
            HttpResponse<byte[]> gzip = get(path, "Accept-Encoding", "gzip, deflate, br");
            assertEquals("gzip", header(gzip, "Content-Encoding"), path);
            assertEquals("", header(plain, "Content-Encoding"), path);
            assertArrayEquals(plain.body(), unpacked(gzip), path);
            assertTrue(gzip.body().length < plain.body().length, path);
            for (HttpResponse<byte[]> answer : List.of(plain, gzip)) assertEquals("Accept-Encoding, Origin", header(answer, "Vary"), path);
            assertNotEquals(header(plain, "ETag"), header(gzip, "ETag"), path);
            assertEquals(304, get(path, "Accept-Encoding", "gzip", "If-None-Match", header(gzip, "ETag")).statusCode());
            assertEquals(200, get(path, "Accept-Encoding", "gzip", "If-None-Match", header(plain, "ETag")).statusCode());
            HttpResponse<byte[]> head = send("HEAD", path, "Accept-Encoding", "gzip");
            assertEquals(header(gzip, "Content-Length"), header(head, "Content-Length"), path);
            assertEquals(0, head.body().length);
        }
    }

    @Test
    void takesAClientAtItsWord() throws Exception {
        var takes = Map.of("gzip", true, "*", true, "br, GZIP;q=0.5", true, "gzip;q=0", false, "gzip; q=0.000", false, "*;q=0", false, "gzip;q=0, *", false, "br", false, "identity", false, "", false);
        for (var one : takes.entrySet()) {
            assertEquals(one.getValue() ? "gzip" : "", header(get("/static/mayfly.css", "Accept-Encoding", one.getKey()), "Content-Encoding"), "“" + one.getKey() + "”");
        }
    }
}
