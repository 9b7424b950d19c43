package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import mayfly.queue.outbound.HostList;
import mayfly.queue.outbound.Outbound;
import mayfly.queue.outbound.Signatures;
import mayfly.queue.outbound.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs by reference become uploads like any other, or a refusal in words. */
class ReferencesTest {
    @TempDir
    Path home;
    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = new Upstream();
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private Upload fetch(HostList hosts, String url, String mediaType) throws IOException {
        try (var references = new References(new Outbound(hosts, Duration.ofSeconds(20), HostList.NONE, Signatures.NONE, true), uploads())) {
            return references.fetch("table", URI.create(url), mediaType, 10);
        }
    }

    private Uploads uploads() {
        return new Uploads(home, 0, InstantSource.system());
    }

    private String refused(HostList hosts, String url) throws IOException {
        Refusal refusal = assertThrows(Refusal.class, () -> fetch(hosts, url, null));
        assertEquals(Refusal.Reason.BAD_REFERENCE, refusal.reason());
        try (var left = Files.list(Files.createDirectories(home.resolve("uploads")))) {
            assertEquals(List.of(), left.toList());
        }
        return refusal.getMessage();
    }

    private HostList there() {
        return HostList.of(upstream.host());
    }

    @Test
    void aFileBecomesAnUpload() throws IOException {
        upstream.at("/", Upstream.text(200, "a,b\n", "Content-Type", "text/plain"));
        Upload upload = fetch(there(), upstream.url("/data/x.csv"), null);
        assertEquals(List.of("table", "x.csv", "text/plain", 4L), List.of(upload.input(), upload.name(), upload.mediaType(), upload.size()));
        assertEquals("a,b\n", Files.readString(upload.path()));
        assertEquals(upload, uploads().find(upload.id()).orElseThrow());
        assertEquals("text/csv", fetch(there(), upstream.url("/data/x.csv"), "text/csv").mediaType());
    }

    @Test
    void aRefusalNamesInputAddressAndReasonAndLeavesNothingBehind() throws IOException {
        upstream.at("/large", Upstream.text(200, "12345678901")).at("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) exchange.getResponseBody().write(1);
        }).at("/gone", Upstream.text(404, ""));
        assertEquals("“table”: " + upstream.url("/gone") + " was not fetched. There is nothing at that address: 127.0.0.1 answered 404.", refused(there(), upstream.url("/gone")));
        assertEquals("“table”: " + upstream.url("/large") + " was not fetched. The file is larger than 10 bytes, the most that is accepted.", refused(there(), upstream.url("/large")));
        assertEquals("“table”: " + upstream.url("/endless") + " was not fetched. The file is larger than 10 bytes, the most that is accepted.", refused(there(), upstream.url("/endless")));
        assertEquals("“table”: http://elsewhere.example/ was not fetched. This server goes only to " + upstream.host() + ".", refused(there(), "http://elsewhere.example/"));
        assertEquals("“table”: http://…@127.0.0.1/ was not fetched. A name or a password in an address is not passed on; write it without.", refused(there(), "http://u:p@127.0.0.1/"));
        assertEquals("“table”: http://a.example/ was not fetched. Files by reference are not taken in here; send the content itself.", refused(HostList.NONE, "http://a.example/"));
    }
}
