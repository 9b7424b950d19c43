package mayfly.queue.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from a real server, and from servers that mean harm. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FetcherTest {
    private static final long LIMIT = 100_000;
    private Upstream upstream;
    private Fetcher fetcher;

    /** What arrived. */
    private record File(String name, String type, String text) { }

    @BeforeEach
    void start() throws IOException {
        upstream = new Upstream();
        fetcher = fetcher(new AddressRules(HostList.of(upstream.host()), true), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        fetcher.close();
        upstream.close();
    }

    private Fetcher fetcher(AddressRules rules, Duration time) {
        return fetcher = new Fetcher(rules, time);
    }

    private File fetch(String url) throws IOException {
        return fetcher.fetch(URI.create(url), "table", LIMIT, (name, type, bytes) -> new File(name, type, new String(bytes.readAllBytes(), StandardCharsets.UTF_8)));
    }

    private String refused(String url) {
        return assertThrows(NotFetched.class, () -> fetch(url)).getMessage();
    }

    @Test
    void aFileWithNameAndType() throws IOException {
        upstream.at("/", Upstream.text(200, "a,b\n1,2\n", "Content-Type", "text/csv; charset=utf-8"));
        assertEquals(new File("pen guins.csv", "text/csv", "a,b\n1,2\n"), fetch(upstream.url("/data/pen%20guins.csv?x=/y.txt#z")));
        assertEquals("/data/pen%20guins.csv?x=/y.txt", upstream.asked().get(0).path());
        assertEquals("table", fetch(upstream.url("/")).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachment; filename=\"a b.csv\" => a b.csv", "attachment; filename=\"../../etc/passwd\" => passwd", "attachment; filename=\"C:\\\\x\\\\y.csv\" => y.csv",
        "attachment; filename=x.csv; filename*=UTF-8''%E2%82%AC%20rates.csv => € rates.csv", "attachment; filename*=UTF-8''%2e%2e%2f%2e%2e => last.csv", "attachment; filename=\"\" => last.csv", "inline => last.csv",
        "attachment; filename*=UTF-8''a%0d%0ab%E2%80%AEvsc.csv => abvsc.csv", "attachment; filename=\"..\" => last.csv"})
    void whatItIsCalled(String header) throws IOException {
        String[] parts = header.split(" => ");
        upstream.at("/", Upstream.text(200, "x", "Content-Disposition", parts[0]));
        assertEquals(parts[1], fetch(upstream.url("/last.csv")).name());
    }

    @Test
    void nothingIsToldButWhatIsAsked() throws IOException {
        upstream.at("/a", Upstream.text(302, "", "Location", "/b", "Set-Cookie", "id=1; Path=/")).at("/b", Upstream.text(200, "x", "WWW-Authenticate", "Basic"));
        fetch(upstream.url("/a"));
        fetch(upstream.url("/b"));
        for (Upstream.Asked a : upstream.asked()) assertEquals(Set.of("accept", "accept-encoding", "connection", "host", "user-agent"), a.headers().keySet());
        assertEquals(3, upstream.asked().size());
    }

    @Test
    void aProxyThatTheServerItselfUsesIsNotAsked() throws IOException {
        upstream.at("/", Upstream.text(200, "direct"));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        System.setProperty("http.nonProxyHosts", "");
        try {
            assertEquals("direct", fetch(upstream.url("/")).text());
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
        }
    }

    @ParameterizedTest
    @CsvSource({"404,There is nothing at that address", "410,There is nothing at that address", "401,It is not open to everybody", "403,It is not open to everybody", "500,Try again later", "503,Try again later",
        "204,answered 204", "206,answered 206", "304,answered 304", "300,answered 300"})
    void whatElseIsAnswered(int status, String words) {
        upstream.at("/", Upstream.text(status, ""));
        String why = refused(upstream.url("/x"));
        assertTrue(why.contains(words) && why.contains("" + status), why);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void whatComesPackedIsUnpackedUpToTheLimit() throws IOException {
        upstream.at("/good", Upstream.bytes(200, packed("hello".getBytes()), "Content-Encoding", "gzip"))
                .at("/bomb", Upstream.bytes(200, packed(new byte[50_000_000]), "Content-Encoding", "gzip"))
                .at("/brotli", Upstream.text(200, "x", "Content-Encoding", "br")).at("/twice", Upstream.bytes(200, packed(packed(new byte[9])), "Content-Encoding", "gzip, gzip"))
                .at("/lie", Upstream.text(200, "hello", "Content-Encoding", "gzip"));
        assertEquals("hello", fetch(upstream.url("/good")).text());
        assertTrue(refused(upstream.url("/bomb")).contains("larger than 100000 bytes"));
        assertTrue(refused(upstream.url("/brotli")).contains("packed as “br”"));
        assertTrue(refused(upstream.url("/twice")).contains("packed as “gzip, gzip”"));
        assertTrue(refused(upstream.url("/lie")).contains("it is not"));
    }

    @Test
    void tooLargeIsSeenBeforeItComesAndWhileItComes() throws IOException {
        upstream.at("/exact", Upstream.bytes(200, new byte[(int) LIMIT])).at("/said", Upstream.bytes(200, new byte[(int) LIMIT + 1])).at("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) exchange.getResponseBody().write(new byte[10_000]);
        });
        assertEquals(LIMIT, fetch(upstream.url("/exact")).text().length());
        assertTrue(refused(upstream.url("/said")).contains("larger than 100000 bytes"));
        assertTrue(refused(upstream.url("/endless")).contains("larger than 100000 bytes"));
    }

    @Test
    void redirectsAreFollowedFiveTimes() throws IOException {
        upstream.at("/file", Upstream.text(200, "here", "Content-Type", "text/plain"));
        for (int n = 1; n <= 6; n++) upstream.at("/r" + n, Upstream.moved(n == 1 ? "file" : "/r" + (n - 1)));
        upstream.at("/circle", Upstream.moved(upstream.url("/circle")));
        assertEquals(new File("file", "text/plain", "here"), fetch(upstream.url("/r5")));
        assertTrue(refused(upstream.url("/r6")).contains("more than 5 redirects"));
        int before = upstream.asked().size();
        assertTrue(refused(upstream.url("/circle")).contains("more than 5 redirects"));
        assertEquals(6, upstream.asked().size() - before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/", "http://[::ffff:127.0.0.1]:PORT/", "http://2130706433:PORT/", "http://0177.0.0.1:PORT/", "http://0x7f000001:PORT/", "http://127.1:PORT/", "http://localhost:PORT/",
        "http://u:p@127.0.0.1:PORT/inside", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "gopher://127.0.0.1:PORT/", "//evil.example/x", "https://127.0.0.1:1/", "http://[::1]:PORT/", "\\\\evil\\x", "http://127.0.0.1:PORT\\@evil.example/"})
    void aRedirectIsCheckedLikeTheFirstAddress(String to) {
        upstream.at("/go", Upstream.moved(to.replace("PORT", "" + upstream.port())));
        String why = refused(upstream.url("/go"));
        assertTrue(why.startsWith("It sends on to another address, and ") || why.contains("sends on to an address that cannot be read"), why);
        assertEquals(1, upstream.asked().size());
    }

    @Test
    void aNameThatStandsForAnAddressInsideIsNotGoneTo() throws IOException {
        upstream.at("/", Upstream.text(200, "secret"));
        String name = "rebound.example.org:" + upstream.port();
        fetcher(new AddressRules(HostList.of(name), false, host -> new InetAddress[] {InetAddress.getLoopbackAddress()}), Duration.ofSeconds(20));
        assertTrue(refused("http://" + name + "/").contains("rebound.example.org is not on the public internet"));
        assertEquals(List.of(), upstream.asked());
    }

    @Test
    void aNameIsLookedUpOnceAndWhatWasCheckedIsGoneTo() throws IOException {
        upstream.at("/", Upstream.text(200, "there"));
        var lookups = new AtomicInteger();
        String name = "rebound.example.org:" + upstream.port();
        // The second answer of such a name would be another address.
        fetcher(new AddressRules(HostList.of(name), true, host -> new InetAddress[] {lookups.incrementAndGet() == 1 ? InetAddress.getLoopbackAddress() : InetAddress.getByName("192.0.2.1")}), Duration.ofSeconds(20));
        assertEquals("there", fetch("http://" + name + "/").text());
        assertEquals(1, lookups.get());
        assertEquals(name, upstream.asked().get(0).headers().get("host"));
    }

    @Test
    void aRedirectToANameThatNowStandsForAnotherAddressIsLookedUpAndCheckedAnew() throws IOException {
        String name = "rebound.example.org:" + upstream.port();
        var lookups = new AtomicInteger();
        upstream.at("/", Upstream.moved("http://" + name + "/metadata"));
        fetcher(new AddressRules(HostList.of(name), true, host -> new InetAddress[] {InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "169.254.169.254")}), Duration.ofSeconds(20));
        assertTrue(refused("http://" + name + "/").contains("is not on the public internet"));
    }

    @Test
    void namesThatAreNotKnownAndServersThatAreNotThere() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        fetcher(new AddressRules(HostList.of("gone.example.org, 127.0.0.1:" + closed), true, host -> {
            if (host.startsWith("gone")) throw new java.net.UnknownHostException(host);
            return InetAddress.getAllByName(host);
        }), Duration.ofSeconds(20));
        assertEquals("There is no host of the name gone.example.org.", refused("http://gone.example.org/"));
        assertTrue(refused("http://127.0.0.1:" + closed + "/").contains("failed or broke off"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: "})
    void aServerThatSendsAByteNowAndThenIsCutOff(String begin) throws Exception {
        try (var trickle = new Raw(begin, true)) {
            fetcher(new AddressRules(HostList.of(trickle.host()), true), Duration.ofMillis(400));
            assertEquals("It took longer than 400 ms, which is as long as a file may take here.", refused("http://" + trickle.host() + "/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz", "", "gibberish\r\n\r\n"})
    void aServerThatBreaksOffIsNotTakenForTheEnd(String said) throws Exception {
        try (var raw = new Raw(said, false)) {
            fetcher(new AddressRules(HostList.of(raw.host()), true), Duration.ofSeconds(20));
            assertTrue(refused("http://" + raw.host() + "/").contains("failed or broke off"));
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsNotTaken(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keystore", store.toString(), "-storepass", "for-tests", "-alias", "a", "-keyalg", "EC",
                "-dname", "CN=127.0.0.1", "-ext", "SAN=IP:127.0.0.1").redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        assertEquals(0, keytool.start().waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), "for-tests".toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "for-tests".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> Upstream.text(200, "secret").to(exchange));
        server.start();
        try {
            String host = "127.0.0.1:" + server.getAddress().getPort();
            fetcher(new AddressRules(HostList.of(host), true), Duration.ofSeconds(20));
            assertTrue(refused("https://" + host + "/").contains("not trusted here"));
        } finally {
            server.stop(0);
        }
    }

    /** Says something, then hangs up or goes on with a letter now and then. */
    private static final class Raw implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Thread thread;

        Raw(String begin, boolean goesOn) throws IOException {
            thread = new Thread(() -> {
                try (Socket client = socket.accept(); OutputStream out = client.getOutputStream()) {
                    out.write(begin.getBytes(StandardCharsets.US_ASCII));
                    while (goesOn) {
                        out.write('x');
                        Thread.sleep(20);
                    }
                    client.shutdownOutput();
                    client.getInputStream().readAllBytes();
                } catch (IOException | InterruptedException e) {
                    // Cut off, as it should be.
                }
            });
            thread.start();
        }

        String host() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            socket.close();
            thread.interrupt();
            thread.join();
        }
    }
}
