package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.Catalog;
import mayfly.job.FailureKind;
import mayfly.queue.Launching;
import mayfly.queue.Refusal;
import mayfly.web.StubRecords;
import nu.validator.client.EmbeddedValidator;
import nu.validator.client.EmbeddedValidator.OutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page in every state is valid HTML, whatever names and texts it is given, and shows none of them as markup. */
class ValidHtmlTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'`&amp; ../\\\r\n\u0000\u0007\u001b[31m\u202egpj.exe \ufffe\ud800 </title><img src=x onerror=alert(2)>";

    private static final EmbeddedValidator VALIDATOR = new EmbeddedValidator();

    static {
        VALIDATOR.setOutputFormat(OutputFormat.GNU);
        VALIDATOR.setNoLangDetect(true);
    }

    @TempDir
    private Path folder;

    private static List<String> addresses() {
        var all = new ArrayList<>(List.of("/", "/processes", "/jobs", "/jobs?state=failed", "/jobs?state=open&process=bare", "/jobs?page=9", "/about", "/conformance", "/tokens", "/operator", "/operator?state=failed", "/operator?page=2", "/operator?page=99", "/operator?process=everything", "/operator?process=%3Cscript%3E%22&refresh=off", "/operator/failed", "/operator/failed?kind=lost", "/operator/failed?kind=again", "/operator/failed?page=9&process=%3Cscript%3E%22", "/nowhere", "/api", "/problems", "/problems/queue-full", "/problems/failed-memory",
                "/processes/everything", "/processes/everything?sample=small", "/processes/bare", "/processes/nowhere", "/jobs/" + StubRecords.id("nowhere")));
        for (String word : List.of("queued", "waiting", "launching", "running", "unknown", "silent", "retrying", "soon", "again", "second", "expired")) all.add("/jobs/" + StubRecords.id(word));
        for (String word : List.of("failed", "dismissed", "ending", "thrice")) all.add("/jobs/" + StubRecords.id(word) + "/error");
        for (FailureKind kind : FailureKind.values()) all.add("/jobs/" + StubRecords.id("kind" + kind.name().toLowerCase(java.util.Locale.ROOT)) + "/error");
        String done = "/jobs/" + StubRecords.id("successful");
        all.addAll(List.of(done + "/results", done + "/results?page.rows=3", done + "/results?page.rows=99", done + "/log", done + "/log?offset=70000", done + "/log?stream=stderr",
                "/jobs/" + StubRecords.id("running") + "/log?follow=on", "/jobs/" + StubRecords.id("running") + "?refresh=off", "/jobs/" + StubRecords.id("queued") + "/log",
                "/jobs/" + StubRecords.id("twice") + "/results", "/jobs/" + StubRecords.id("thrice") + "/log", "/jobs/" + StubRecords.id("thrice") + "/log?attempt=1&stream=stderr", "/jobs/" + StubRecords.id("thrice") + "/log?attempt=4"));
        return all;
    }

    @Test
    void everyPageIsValid() throws Exception {
        try (var server = new WebServer(folder, "penguins.csv")) {
            for (String address : addresses()) valid(address, Http.page(server.url(address), "Authorization", WebServer.operator()));
            var faulty = Http.post(server.url("/processes/everything/execution"), "application/x-www-form-urlencoded",
                    "text=" + "x".repeat(40) + "&table.paste=a&bins=500&share=a&size=huge&colour=x&also=y&day=1.1.&words=&nothing=1&form-token=x");
            assertEquals(422, faulty.statusCode());
            valid("faulty form", faulty);
            runAgain(server);
            tokens(server);
            server.jobs.refuse = new Refusal(Refusal.Reason.STORE_DOWN, "The job store cannot be reached.");
            valid("store down", Http.page(server.url("/jobs")));
            valid("operator, store down", Http.page(server.url("/operator"), "Authorization", WebServer.operator()));
            valid("not the operator", Http.page(server.url("/operator")));
            HttpResponse<String> guess = null;
            for (int i = 0; i < 11; i++) guess = Http.page(server.url("/operator"), "Authorization", "Basic AAAA");
            assertEquals(429, guess.statusCode());
            valid("guessing", guess);
        }
    }

    /** A faulty form, a token that is made, and no room for more. */
    private static void tokens(WebServer server) throws Exception {
        String form = "token=" + WebServer.SEAL.close("tokens " + WebServer.ANNA.name(), "go") + "&life=90&name=";
        valid("no scope, no name", Http.post(server.url("/tokens"), "application/x-www-form-urlencoded", form));
        HttpResponse<String> made = Http.post(server.url("/tokens"), "application/x-www-form-urlencoded", form + "x&scope=read");
        assertEquals(201, made.statusCode());
        while (made.statusCode() == 201) made = Http.post(server.url("/tokens"), "application/x-www-form-urlencoded", form + "x&scope=read");
        assertEquals(409, made.statusCode());
        valid("no more tokens", made);
        valid("a new token", Http.post(server.url("/tokens"), "application/x-www-form-urlencoded", "token=" + WebServer.SEAL.close("tokens user:x", "go") + "&life=none&name=x&scope=read", WebServer.LOGIN, "x"));
    }

    /** One that can be run again, one that cannot, and one that was; then all pages that show it. */
    private static void runAgain(WebServer server) throws Exception {
        String form = "token=" + Http.page(server.url("/operator/failed"), "Authorization", WebServer.operator()).body().replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
        String two = form + "&do=selected&job=" + StubRecords.id("thrice") + "&job=" + StubRecords.id("failed");
        valid("run again", Http.post(server.url("/operator/failed/again"), "application/x-www-form-urlencoded", two, "Authorization", WebServer.operator()));
        valid("run all again", Http.post(server.url("/operator/failed/again"), "application/x-www-form-urlencoded", form + "&do=all", "Authorization", WebServer.operator()));
        for (String address : List.of("/operator/failed?kind=again", "/jobs/" + StubRecords.id("thrice") + "/error", "/jobs/" + StubRecords.id("successor")))
            valid(address, Http.page(server.url(address), "Authorization", WebServer.operator()));
    }

    @Test
    void hostileNamesStayText() throws Exception {
        String label = HOSTILE + "x".repeat(10_000);
        try (var server = new WebServer(folder, label)) {
            server.jobs.rejected = List.of(new Catalog.Rejected(folder.resolve("<script>alert(3)<").resolve("x".repeat(200) + ".yaml"), 3, HOSTILE), new Catalog.Rejected(folder, 0, HOSTILE));
            server.jobs.launching = new Launching(0, 0, 0, 0, true, false, "could not be made", "", "", "");
            server.jobs.log(StubRecords.id("running"), "stdout", HOSTILE.replace("\ud800", "") + "\n");
            for (String address : addresses()) {
                HttpResponse<String> page = Http.page(server.url(address), "Authorization", WebServer.operator());
                assertFalse(foreign(page.body()).contains("<script"), address);
                assertFalse(page.body().contains("<img src=x"), address);
                assertFalse(page.body().contains("\u202e"), address);
                assertTrue(page.body().length() < 200_000, address);
                valid(address, page);
            }
            String typed = java.net.URLEncoder.encode(HOSTILE.replace("\ud800", ""), StandardCharsets.UTF_8);
            var faulty = Http.post(server.url("/processes/everything/execution"), "application/x-www-form-urlencoded", "text=" + typed + "&remarks=" + typed + "&bins=" + typed + "&" + typed + "=1");
            assertEquals(422, faulty.statusCode());
            assertFalse(foreign(faulty.body()).contains("<script"));
            valid("hostile form", faulty);
        }
    }

    /** A page without the one script that forms have. */
    private static String foreign(String page) {
        return page.replaceFirst("<script type=\"module\" src=\"/static/form\\.[0-9a-f]{16}\\.js\"></script>", "");
    }

    private static void valid(String address, HttpResponse<String> page) throws Exception {
        assertTrue(page.headers().firstValue("Content-Type").orElse("").startsWith("text/html"), address + ": " + page.headers());
        assertTrue(page.statusCode() != 500, address + " is answered 500");
        String report = VALIDATOR.validate(new ByteArrayInputStream(page.body().getBytes(StandardCharsets.UTF_8)));
        List<String> faults = report.lines().filter(l -> l.contains("error:") || l.contains("warning:")).toList();
        assertTrue(faults.isEmpty(), () -> address + "\n" + String.join("\n", faults) + "\n" + page.body());
    }
}
