package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.testing.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds who send drop by drop, or ask for a file and do not read it: more than the container has threads. */
class SlowClientsIT {
    private static final int UPLOADS = 300;
    private static final int DOWNLOADS = 100;
    private static final int LARGE = 8 << 20;
    private static final String BEGIN = "--XX\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nslow\r\n--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"drops.txt\"\r\n\r\n";
    private static final String END = "\r\n--XX--\r\n";
    private static final int DROPS = 8;

    @TempDir Path folder;
    private final List<Socket> sockets = new ArrayList<>();
    private Server server;

    @BeforeEach void start() throws Exception {
        server = Server.start(folder, Map.of("MAYFLY_SLOTS", "1"));
    }

    @AfterEach void stop() throws IOException {
        for (Socket socket : sockets) socket.close();
        server.close();
    }

    @Test void pagesAreAnsweredAllTheSame() throws Exception {
        Browser browser = server.browser();
        String job = Browser.job(browser.form("processes/count/execution", "start", "1", "end", "100000", "pause", "1"));
        server.await(job, "running");
        Files.write(server.attempt(job).resolve("stdout.log"), new byte[LARGE]);
        List<Socket> downloads = new ArrayList<>();
        for (int i = 0; i < DOWNLOADS; i++) downloads.add(open("GET /jobs/" + job + "/log?f=text HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        for (Socket download : downloads) assertEquals("HTTP/1.1 200 OK", line(download));
        List<Socket> uploads = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) uploads.add(open(post(BEGIN.length() + DROPS + END.length()) + BEGIN));
        for (int drop = 0; drop < DROPS; drop++) {
            pages(browser, job);
            for (Socket upload : uploads) if (upload.getInputStream().available() == 0) upload.getOutputStream().write('.');
        }
        for (Socket download : downloads) assertTrue(download.getInputStream().readAllBytes().length > LARGE, "a download is not whole");
        ends(uploads);
        assertEquals(303, browser.multipart("processes/echo/execution", new Browser.Multipart().text("text", "there is room again").file("file", "a", new byte[10])).statusCode());
        assertEquals("", server.faults());
    }

    private static void pages(Browser browser, String job) throws Exception {
        for (String path : List.of("jobs/" + job, "jobs/" + job + "?f=json", "jobs", "", "processes/echo")) assertEquals(200, browser.get(path).statusCode(), path);
    }

    /** Most are taken in as if nothing had happened; those for whom there was no room were told so at once. */
    private static void ends(List<Socket> uploads) throws IOException {
        var going = new ArrayList<Socket>();
        for (Socket upload : uploads) {
            if (upload.getInputStream().available() == 0) going.add(upload);
            else assertTrue(line(upload).startsWith("HTTP/1.1 503"), "refused for another reason");
        }
        assertTrue(going.size() >= 100, "only " + going.size() + " were taken in");
        assertTrue(going.size() < UPLOADS, "all were taken in: more than the heap has room for");
        for (Socket upload : going) upload.getOutputStream().write(END.getBytes(StandardCharsets.US_ASCII));
        for (Socket upload : going) assertTrue(line(upload).startsWith("HTTP/1.1 303"), "not taken in");
    }

    private static String post(int length) {
        return "POST /processes/echo/execution HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private Socket open(String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; c = socket.getInputStream().read()) line.append((char) c);
        return line.toString();
    }
}
