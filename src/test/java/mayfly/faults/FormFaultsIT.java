package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import mayfly.testing.Browser;
import mayfly.testing.Browser.Multipart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers send that is wrong, by clumsy hands and by hostile ones. */
class FormFaultsIT {
    private static final String COUNT = "processes/count/execution";
    private static final String ECHO = "processes/echo/execution";
    private static final String TABLE = "processes/table-profile/execution";
    private static final String TYPE = "application/x-www-form-urlencoded";
    private static Server server;
    private final Browser browser = server.browser();

    @BeforeAll static void start() throws Exception {
        server = Server.shared();
    }

    @Test void faultsComeBackAtTheirFieldsWithWhatWasTyped() throws Exception {
        HttpResponse<String> answer = browser.form(COUNT, "start", "\"><script>alert(1)</script>", "end", "", "pause", "1e999999999", "speed", "3");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("4 entries need correcting"), answer.body());
        assertTrue(answer.body().contains("“speed”"), answer.body());
        assertTrue(answer.body().contains("&gt;&lt;script&gt;"), answer.body());
        assertFalse(answer.body().contains("<script>"), answer.body());
    }

    @Test void largeForms() throws Exception {
        assertEquals(413, browser.form(COUNT, "start", "1", "end", "2", "x", "a".repeat(2_100_000)).statusCode());
        assertEquals(413, browser.multipart(ECHO, new Multipart().text("text", "a".repeat(2_100_000))).statusCode());
        var fields = new ArrayList<String>();
        for (int i = 0; i < 5000; i++) fields.addAll(List.of("p" + i, "1"));
        assertEquals(422, browser.form(COUNT, fields.toArray(String[]::new)).statusCode());
        var parts = new Multipart();
        for (int i = 0; i < 1001; i++) parts.text("words", "a");
        assertEquals(400, browser.multipart(ECHO, parts).statusCode());
        assertEquals(422, browser.form(COUNT, "start", "1", "start", "2", "end", "3").statusCode());
    }

    @Test void whatIsNoFormIsRefused() throws Exception {
        assertEquals(415, browser.post(COUNT, "application/xml", BodyPublishers.ofString("<a/>")).statusCode());
        assertEquals(400, browser.post(ECHO, "multipart/form-data", BodyPublishers.ofString("x")).statusCode());
        assertEquals(400, browser.post(ECHO, Multipart.TYPE, BodyPublishers.ofString("--MayflyBoundary\r\nContent-Disposition: form-data; name=\"" + "a".repeat(100_000) + "\"\r\n\r\nx")).statusCode());
        assertEquals(422, browser.post(ECHO, Multipart.TYPE, BodyPublishers.ofString("garbage")).statusCode());
    }

    @Test void aFormWithoutItsEndIsRefusedAndNothingOfItStays() throws Exception {
        byte[] whole = new Multipart().text("text", "a").file("file", "t.txt", new byte[500_000]).bytes();
        long before = uploads();
        HttpResponse<String> answer = browser.post(ECHO, Multipart.TYPE, BodyPublishers.ofByteArray(Arrays.copyOf(whole, 300_000)));
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(before, uploads());
    }

    @Test void anUploadCutOffInTheMiddleLeavesNothingBehind() throws Exception {
        byte[] whole = new Multipart().text("text", "a").file("file", "t.txt", new byte[3_000_000]).bytes();
        long before = uploads();
        byte[] head = ("POST /" + ECHO + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + Multipart.TYPE + "\r\nContent-Length: " + whole.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + 1_500_000);
        System.arraycopy(whole, 0, request, head.length, 1_500_000);
        String answer = server.raw(request);
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer);
        Server.until("the half upload is gone", 10, () -> uploads() == before);
        assertFalse(server.faults().contains("reference"), server.faults());
    }

    @Test void anUploadOverTheLimitIsSaidAtItsField() throws Exception {
        HttpResponse<String> answer = browser.multipart(TABLE, new Multipart().file("table", "large.csv", new byte[52_000_001]));
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("“large.csv” is larger than 52"), answer.body());
    }

    @Test void noFileNoNameAndATextInItsPlace() throws Exception {
        assertEquals(422, browser.multipart(TABLE, new Multipart().file("table", "", new byte[0])).statusCode());
        assertEquals(422, browser.multipart(TABLE, new Multipart().text("table", "a,b")).statusCode());
        assertEquals(422, browser.form(TABLE, "table", "/etc/passwd").statusCode());
        assertEquals(422, browser.form(TABLE, "table.kept", "0000000000000000000000", "table.sample", "../../x.AAAA").statusCode());
        assertEquals(422, browser.multipart(ECHO, new Multipart().text("text", "a").file("other", "t.txt", new byte[1])).statusCode());
        var parts = new Multipart().text("text", "a");
        for (int i = 0; i < 30; i++) parts.file("file", i + ".txt", new byte[1]);
        assertEquals(422, browser.multipart(ECHO, parts).statusCode());
    }

    @Test void tablesThatAreNoneFailInWords() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        String empty = Browser.job(browser.multipart(TABLE, new Multipart().file("table", "empty.csv", new byte[0])));
        String binary = Browser.job(browser.multipart(TABLE, new Multipart().file("table", "noise.csv", noise)));
        byte[] line = new byte[50_000_000];
        Arrays.fill(line, (byte) 'a');
        String endless = Browser.job(browser.multipart(TABLE, new Multipart().file("table", "endless.csv", line)));
        for (String job : List.of(empty, binary, endless)) {
            HttpResponse<String> page = browser.follow(browser.get("jobs/" + job));
            assertTrue(page.uri().getPath().endsWith("/error"), page.uri() + "\n" + server.status(job));
            assertTrue(page.body().contains("The inputs cannot be used"), page.body());
            assertFalse(page.body().contains("Exception"), page.body());
        }
    }

    @Test void hostileHeadersOfATableAreTextOnThePage() throws Exception {
        String csv = "<script>alert(1)</script>,\"\"\"><img src=x onerror=y>\",${7*7},__${T(java.lang.Runtime)}__\n1,2,3,4\n5,6,7,8\n9,10,11,12\n";
        HttpResponse<String> page = browser.follow(browser.multipart(TABLE, new Multipart().text("header", "true").file("table", "</title><b>.csv", csv.getBytes())));
        assertTrue(page.uri().getPath().endsWith("/results"), page.uri().toString());
        assertFalse(page.body().contains("<script") || page.body().contains("<img src=x") || page.body().contains("</title><b>"), page.body());
        assertTrue(page.body().contains("${7*7}") && page.body().contains("__${T(java.lang.Runtime)}__"), page.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "..\\\\..\\\\boot.ini", "a\u0000b.csv", "a\u0001\u007f\u009b\u202e.csv", "<b onload=x>'&amp;.csv", ".", "..", "con",
        "a%0d%0aSet-Cookie: x=y", "名前 😀.csv"})
    void fileNamesAreDataAndNeverPaths(String name) throws Exception {
        HttpResponse<String> sent = browser.multipart(ECHO, new Multipart().text("text", "names").file("file", name, "x".getBytes()));
        assertEquals(303, sent.statusCode(), sent.body());
        String job = Browser.job(sent);
        try (var files = Files.list(server.home().resolve("jobs").resolve(job).resolve("inputs"))) {
            assertEquals(List.of("file-1"), files.map(f -> f.getFileName().toString()).toList());
        }
        HttpResponse<String> page = browser.follow(sent);
        assertTrue(page.uri().getPath().endsWith("/results"), page.body());
        assertFalse(page.body().contains("<b onload") || Pattern.compile("[\\x00-\\x08\\x7f\\x9b]").matcher(page.body()).find(), page.body());
    }

    @Test void aFileOfALongNameFitsToo() throws Exception {
        assertEquals(303, browser.multipart(ECHO, new Multipart().text("text", "a").file("file", "名".repeat(255) + ".csv", new byte[1])).statusCode());
    }

    @Test void sentTwiceIsOneJob() throws Exception {
        String token = browser.token("processes/count");
        String first = Browser.job(browser.form(COUNT, "form-token", token, "start", "1", "end", "2", "increment", "1", "pause", "0"));
        assertEquals(first, Browser.job(browser.form(COUNT, "form-token", token, "start", "1", "end", "2", "increment", "1", "pause", "0")));
        assertEquals(1, race(6, () -> Browser.job(server.browser().form(COUNT, "form-token", token, "start", "1", "end", "2"))));
        String other = browser.token("processes/count");
        assertEquals(1, race(6, () -> Browser.job(server.browser().form(COUNT, "form-token", other, "start", "1", "end", "2"))));
        String file = browser.token("processes/echo");
        assertEquals(1, race(4, () -> Browser.job(server.browser().multipart(ECHO, new Multipart().text("form-token", file).text("text", "a").file("file", "a", new byte[10])))));
    }

    /** The file that arrived with the faulty form is the job's after the first time. */
    @Test void sentTwiceWithAKeptFileIsOneJob() throws Exception {
        String page = browser.multipart(ECHO, new Multipart().text("text", "").file("file", "kept.txt", "kept".getBytes())).body();
        assertTrue(page.contains("kept.txt"), page);
        String kept = hidden(page, "file.kept");
        String token = hidden(page, "form-token");
        String first = Browser.job(browser.form(ECHO, "form-token", token, "text", "a", "file.kept", kept));
        assertEquals(first, Browser.job(browser.form(ECHO, "form-token", token, "text", "a", "file.kept", kept)));
        assertTrue(browser.follow(browser.get("jobs/" + first)).body().contains("kept.txt"));
        String again = browser.multipart(ECHO, new Multipart().text("text", "").file("file", "kept.txt", "kept".getBytes())).body();
        assertEquals(1, race(6, () -> Browser.job(server.browser().form(ECHO, "form-token", hidden(again, "form-token"), "text", "a", "file.kept", hidden(again, "file.kept")))));
        assertEquals(422, browser.form(ECHO, "form-token", browser.token("processes/echo"), "text", "a", "file.kept", kept).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: http://127.0.0.1:1", "Origin: file://"})
    void whatOtherSitesSendIsRefused(String header) throws Exception {
        String[] h = header.split(": ");
        assertEquals(403, browser.post(COUNT, TYPE, BodyPublishers.ofString("start=1&end=2"), h).statusCode());
        assertEquals(403, browser.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2}}", h).statusCode());
        assertEquals(403, browser.post(COUNT, "text/plain", BodyPublishers.ofString("{\"inputs\":{\"start\":1,\"end\":2}}"), h).statusCode());
        assertEquals(303, browser.post(COUNT, TYPE, BodyPublishers.ofString("start=1&end=2"), "Origin", "http://127.0.0.1:" + server.port(), "Sec-Fetch-Site", "same-origin").statusCode());
    }

    private static int race(int many, Callable<String> submit) throws Exception {
        var barrier = new CyclicBarrier(many);
        var pool = Executors.newFixedThreadPool(many);
        var jobs = new HashSet<String>();
        try {
            var calls = pool.invokeAll(java.util.Collections.nCopies(many, (Callable<String>) () -> {
                barrier.await();
                return submit.call();
            }));
            for (var call : calls) jobs.add(call.get());
        } finally {
            pool.shutdown();
        }
        return jobs.size();
    }

    private static String hidden(String page, String name) {
        var m = Pattern.compile("name=\"" + Pattern.quote(name) + "\"[^>]* value=\"([^\"]+)\"").matcher(page);
        assertTrue(m.find(), "no " + name + ": " + page);
        return m.group(1);
    }

    private static long uploads() throws Exception {
        Path uploads = server.home().resolve("uploads");
        if (!Files.isDirectory(uploads)) return 0;
        try (var files = Files.list(uploads)) {
            return files.count();
        }
    }
}
