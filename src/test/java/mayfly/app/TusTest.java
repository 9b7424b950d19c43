package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tus protocol as a program speaks it, and what becomes of it in a form. */
class TusTest {
    private static final String[] ANNA = {"Cookie", WebServer.cookie()};
    private static final String[] BERT = {"Cookie", Caller.COOKIE + "=" + WebServer.SEAL.close("owner", "bert")};
    @TempDir
    private static Path home;
    private static TestMayfly mayfly;
    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        mayfly = new TestMayfly(home, 0);
        server = new WebServer(mayfly.jobs(), mayfly.catalog());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        mayfly.close();
    }

    private static HttpResponse<String> send(String method, String path, String[] who, String body, String... headers) throws Exception {
        var all = new ArrayList<>(List.of(who));
        all.addAll(List.of(headers));
        if (!all.contains("Tus-Resumable")) all.addAll(List.of("Tus-Resumable", "1.0.0"));
        return Http.send(HttpRequest.newBuilder(server.url(path)).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)), all.toArray(String[]::new));
    }

    private static String metadata(String... namesAndValues) {
        var all = new ArrayList<String>();
        for (int i = 0; i < namesAndValues.length; i += 2) all.add(namesAndValues[i] + " " + Base64.getEncoder().encodeToString(namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8)));
        return String.join(",", all);
    }

    private static HttpResponse<String> begin(long length, String process, String input) throws Exception {
        return send("POST", "/uploads/tus", ANNA, null, "Upload-Length", Long.toString(length), "Upload-Metadata", metadata("process", process, "input", input, "filename", "C:\\x\\ä.txt", "filetype", "text/plain"));
    }

    private static String begun(long length) throws Exception {
        return header(begin(length, "echo", "file"), "Location");
    }

    private static HttpResponse<String> piece(String path, String[] who, long offset, String body) throws Exception {
        return send("PATCH", path, who, body, "Content-Type", "application/offset+octet-stream", "Upload-Offset", Long.toString(offset));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void aFileInPiecesGoesWithAForm() throws Exception {
        var begun = begin(11, "echo", "file");
        assertEquals(201, begun.statusCode(), begun.body());
        assertEquals("1.0.0", header(begun, "Tus-Resumable"));
        String path = header(begun, "Location");
        var first = piece(path, ANNA, 0, "hello ");
        assertEquals(204, first.statusCode(), first.body());
        assertEquals("6", header(first, "Upload-Offset"));
        assertEquals("", header(first, "Mayfly-Kept"));
        var look = send("HEAD", path, ANNA, null);
        assertEquals("200 6 11 no-store", look.statusCode() + " " + header(look, "Upload-Offset") + " " + header(look, "Upload-Length") + " " + header(look, "Cache-Control"));
        String kept = header(piece(path, ANNA, 6, "world"), "Mayfly-Kept");
        assertEquals(kept, header(send("HEAD", path, ANNA, null), "Mayfly-Kept"));
        String form = "text=x&file.kept=" + kept;
        assertEquals(422, Http.post(server.url("/processes/table-profile/execution"), "application/x-www-form-urlencoded", "table.kept=" + kept, ANNA).statusCode());
        var sent = Http.post(server.url("/processes/echo/execution"), "application/x-www-form-urlencoded", form, ANNA);
        assertEquals(303, sent.statusCode(), sent.body());
        String inputs = mayfly.jobs().job(header(sent, "Location").replaceAll(".*/", "")).inputs();
        assertTrue(inputs.matches(".*\"name\":\"ä.txt\",\"size\":11,\"mediaType\":\"text/plain\".*"), inputs);
        assertEquals(404, send("HEAD", path, ANNA, null).statusCode());
        assertTrue(Http.post(server.url("/processes/echo/execution"), "application/x-www-form-urlencoded", form, ANNA).body().contains("is not kept any more"));
    }

    @Test
    void somebodyElsesIsAsIfItWereNotThere() throws Exception {
        String path = begun(5);
        for (String[] who : new String[][] {BERT, new String[0]}) {
            assertEquals(404, send("HEAD", path, who, null).statusCode());
            assertEquals(404, piece(path, who, 0, "hello").statusCode());
        }
        assertEquals(404, piece("/uploads/tus/...", ANNA, 0, "hello").statusCode());
        assertEquals("0", header(send("HEAD", path, ANNA, null), "Upload-Offset"));
        assertEquals(403, piece(path, new String[] {"Cookie", WebServer.cookie(), "Sec-Fetch-Site", "cross-site"}, 0, "hello").statusCode());
    }

    @Test
    void whatIsNotTusIsRefusedInWords() throws Exception {
        var other = send("POST", "/uploads/tus", ANNA, null, "Tus-Resumable", "0.2.0", "Upload-Length", "5");
        assertEquals("412 1.0.0", other.statusCode() + " " + header(other, "Tus-Version"));
        assertEquals(413, begin(WebServer.LIMIT + 1, "echo", "file").statusCode());
        assertEquals(404, begin(5, "nothing", "file").statusCode());
        var text = begin(5, "echo", "text");
        assertEquals(400, text.statusCode());
        assertTrue(text.body().contains("names no file input"), text.body());
        for (String[] headers : new String[][] {{"Upload-Length", "-1"}, {"Upload-Length", "5"}, {"Upload-Length", "5", "Upload-Metadata", "process %%%"}}) assertTrue(send("POST", "/uploads/tus", ANNA, null, headers).statusCode() / 100 == 4);
        String path = begun(5);
        assertEquals(415, send("PATCH", path, ANNA, "hello", "Content-Type", "text/plain", "Upload-Offset", "0").statusCode());
        assertEquals(400, send("PATCH", path, ANNA, "hello", "Content-Type", "application/offset+octet-stream").statusCode());
        assertEquals(409, piece(path, ANNA, 3, "lo").statusCode());
        assertEquals(413, piece(path, ANNA, 0, "hello world").statusCode());
        assertEquals("0", header(send("HEAD", path, ANNA, null), "Upload-Offset"));
    }

    @Test
    void whatHadArrivedWhenTheConnectionBrokeIsThere() throws Exception {
        int whole = 190_000;
        String path = begun(whole);
        String id = path.replaceAll(".*/", "");
        try (var socket = new Socket("127.0.0.1", server.url("").getPort())) {
            String head = "PATCH " + path + " HTTP/1.1\r\nHost: x\r\nCookie: " + WebServer.cookie() + "\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\nContent-Length: " + whole + "\r\n\r\n";
            socket.getOutputStream().write((head + "a".repeat(150_000)).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // ends when the server has let go of it
        }
        int offset = Integer.parseInt(header(send("HEAD", path, ANNA, null), "Upload-Offset"));
        assertTrue(offset > 80_000 && offset <= 150_000, "arrived: " + offset);
        assertEquals(204, piece(path, ANNA, offset, "b".repeat(whole - offset)).statusCode());
        assertEquals("a".repeat(offset) + "b".repeat(whole - offset), Files.readString(home.resolve("uploads").resolve(id).resolve("bytes")));
    }
}
