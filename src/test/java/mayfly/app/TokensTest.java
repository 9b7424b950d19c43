package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.job.JobState;
import mayfly.queue.StoredTokens;
import mayfly.testing.Snapshot;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** An API token from its page to its end, over a real store. What each is good for, address by address, is in {@link GateTest}. */
class TokensTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern TOKEN = Pattern.compile(">(mf_[A-Za-z0-9_-]{43})<");

    @TempDir
    private static Path home;
    private static TestMayfly mayfly;
    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        mayfly = new TestMayfly(home, 0);
        server = new WebServer(mayfly.jobs(), mayfly.catalog(), new Login(WebServer.LOGIN, List.of("127.0.0.1")), new StoredTokens(mayfly.redis()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        mayfly.close();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String formToken(String page) {
        Matcher m = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(m.find(), page);
        return m.group(1);
    }

    private static HttpResponse<String> make(String login, String fields) throws Exception {
        String page = Http.page(server.url("/tokens"), WebServer.LOGIN, login).body();
        return Http.post(server.url("/tokens"), FORM, "token=" + formToken(page) + "&" + fields, WebServer.LOGIN, login);
    }

    private static String made(String login, String fields) throws Exception {
        HttpResponse<String> answer = make(login, fields);
        assertEquals(201, answer.statusCode(), answer.body());
        Matcher m = TOKEN.matcher(answer.body());
        assertTrue(m.find(), answer.body());
        return m.group(1);
    }

    /** Nothing runs here: whoever waited for the end would wait for long. */
    private static HttpResponse<String> submit(String... headers) throws Exception {
        var request = HttpRequest.newBuilder(server.url("/processes/echo/execution")).header("Content-Type", "application/json").header("Prefer", "respond-async").POST(BodyPublishers.ofString("{\"inputs\": {\"text\": \"x\"}}"));
        return Http.send(request, headers);
    }

    private static HttpResponse<String> delete(String job, String... headers) throws Exception {
        return Http.send(HttpRequest.newBuilder(server.url("/jobs/" + job)).DELETE(), headers);
    }

    @Test
    void itIsShownOnceAndActsAsItsOwner() throws Exception {
        HttpResponse<String> answer = make("anna", "name=night+run&life=90&scope=read&scope=submit&scope=control");
        assertEquals("private, no-store", header(answer, "Cache-Control"));
        Matcher m = TOKEN.matcher(answer.body());
        assertTrue(m.find(), answer.body());
        String token = m.group(1);
        String page = Http.page(server.url("/tokens"), WebServer.LOGIN, "anna").body();
        assertTrue(page.contains("night run") && page.contains("read, submit, control") && page.contains(">never<") && !page.contains("mf_"), page);
        HttpResponse<String> sent = submit("Authorization", "bearer  " + token);
        assertEquals(201, sent.statusCode(), sent.body());
        assertEquals("", header(sent, "Set-Cookie"));
        assertEquals("", header(submit("Authorization", "Bearer\t" + token), "Set-Cookie"), "a token, however it is set apart, is never left unread");
        String job = header(sent, "Location").replaceAll(".*/", "");
        assertEquals("user:anna", mayfly.jobs().job(job).owner().name());
        assertTrue(Http.json(server.url("/jobs"), "Authorization", "Bearer " + token).body().contains(job));
        // No page stands behind a program: what guards forms against other sites is not asked of it.
        assertEquals(200, delete(job, "Authorization", "Bearer " + token, "Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example").statusCode());
        assertEquals(JobState.DISMISSED, mayfly.jobs().job(job).state());
        assertFalse(Http.page(server.url("/tokens"), WebServer.LOGIN, "anna").body().contains(">never<"), "it was used");
        String form = submitAs("anna");
        assertEquals(303, Http.post(server.url("/jobs/" + form + "/dismiss"), FORM, "", "Authorization", "Bearer " + token).statusCode());
    }

    private static String submitAs(String login) throws Exception {
        return header(submit(WebServer.LOGIN, login), "Location").replaceAll(".*/", "");
    }

    @Test
    void whatItIsNotGoodForIsRefusedAndNamed() throws Exception {
        String reads = made("bert", "name=reads&life=7&scope=read");
        HttpResponse<String> answer = submit("Authorization", "Bearer " + reads);
        assertEquals(403, answer.statusCode());
        assertEquals("Bearer realm=\"Mayfly\", error=\"insufficient_scope\", scope=\"submit\"", header(answer, "WWW-Authenticate"));
        assertTrue(answer.body().contains("needs the scope “submit”") && answer.body().contains("the token has: read") && answer.body().contains("/problems/token-scope"), answer.body());
        assertTrue(header(answer, "Content-Type").startsWith("application/problem+json"));
        assertEquals(403, Http.page(server.url("/tokens"), "Authorization", "Bearer " + reads).statusCode());
        String job = submitAs("bert");
        assertEquals(403, delete(job, "Authorization", "Bearer " + reads).statusCode());
        assertEquals(403, delete(job, "Authorization", "Bearer " + made("anna", "name=other&life=7&scope=control")).statusCode());
        assertEquals(JobState.QUEUED, mayfly.jobs().job(job).state());
    }

    @Test
    void oneThatIsNotKnownIs401AndACookieBesideItDoesNotHelp() throws Exception {
        for (String bad : List.of("mf_" + "x".repeat(43), "", "x", "mf_ä", "a b")) {
            HttpResponse<String> answer = Http.json(server.url("/jobs"), "Authorization", "Bearer " + bad, "Cookie", WebServer.cookie());
            assertEquals(401, answer.statusCode(), bad);
            assertEquals("Bearer realm=\"Mayfly\", error=\"invalid_token\"", header(answer, "WWW-Authenticate"));
            assertTrue(answer.body().contains("\"status\":401") && answer.body().contains("/problems/bad-token"), answer.body());
        }
        assertEquals(200, Http.json(server.url("/health/live"), "Authorization", "Bearer x").statusCode());
    }

    @Test
    void revokedItEndsWithinASecond() throws Exception {
        String token = made("carl", "name=short&life=none&scope=read");
        assertEquals(200, Http.json(server.url("/jobs"), "Authorization", "Bearer " + token).statusCode());
        String page = Http.page(server.url("/tokens"), WebServer.LOGIN, "carl").body();
        assertTrue(page.contains("when revoked"), page);
        String id = page.replaceAll("(?s).*name=\"id\" value=\"([0-9a-f]{64})\".*", "$1");
        String own = formToken(Http.page(server.url("/tokens"), WebServer.LOGIN, "dora").body());
        assertEquals(303, Http.post(server.url("/tokens/revoke"), FORM, "token=" + own + "&id=" + id, WebServer.LOGIN, "dora").statusCode());
        assertTrue(Http.page(server.url("/tokens"), WebServer.LOGIN, "carl").body().contains(id), "another's is left alone");
        assertEquals(403, Http.post(server.url("/tokens/revoke"), FORM, "token=x&id=" + id, WebServer.LOGIN, "carl").statusCode());
        assertEquals(303, Http.post(server.url("/tokens/revoke"), FORM, "token=" + formToken(page) + "&id=" + id, WebServer.LOGIN, "carl").statusCode());
        assertFalse(Http.page(server.url("/tokens"), WebServer.LOGIN, "carl").body().contains(id));
        long until = System.nanoTime() + 40_000_000_000L; // generous, for a busy machine
        int status = 200;
        while (status == 200 && System.nanoTime() < until) status = Http.json(server.url("/jobs"), "Authorization", "Bearer " + token).statusCode();
        assertEquals(401, status);
    }

    @Test
    void faultsAreSaidAtTheirFields() throws Exception {
        HttpResponse<String> nothing = make("emil", "name=+&life=30");
        assertEquals(422, nothing.statusCode());
        assertTrue(nothing.body().contains("Give it a name") && nothing.body().contains("Choose at least one") && nothing.body().contains("<option value=\"30\" selected"), nothing.body());
        assertEquals(422, make("emil", "life=30&scope=read&name=" + "x".repeat(61)).statusCode());
        assertEquals(400, make("emil", "life=9999&scope=read&name=x").statusCode());
        assertEquals(403, Http.post(server.url("/tokens"), FORM, "token=x&name=x&scope=read&life=7", WebServer.LOGIN, "emil").statusCode());
        for (int i = 0; i < 20; i++) assertEquals(201, make("emil", "name=x&life=7&scope=read").statusCode());
        HttpResponse<String> full = make("emil", "name=x&life=7&scope=read");
        assertEquals(409, full.statusCode());
        assertTrue(full.body().contains("These are 20, the most that one may have"), full.body());
    }

    /** Neither in the store nor in the log: only who was shown it has it. */
    @Test
    void nothingKeepsTheTokenItself() throws Exception {
        var said = new StringBuffer();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.append(record.getMessage()).append(record.getThrown()).append(java.util.Arrays.toString(record.getParameters())).append('\n');
            }

            @Override
            public void flush() { }

            @Override
            public void close() { }
        };
        Logger ours = Logger.getLogger("mayfly");
        ours.addHandler(listener);
        ours.setLevel(Level.ALL);
        String token = made("fred", "name=x&life=7&scope=read");
        Http.json(server.url("/jobs"), "Authorization", "Bearer " + token);
        submit("Authorization", "Bearer " + token);
        ours.warning("heard");
        ours.removeHandler(listener);
        ours.setLevel(null);
        assertTrue(said.toString().contains("heard") && !said.toString().contains(token.substring(3)), said.toString());
        String dump;
        try (RedisClient redis = RedisClient.create(mayfly.redisUri())) {
            dump = Snapshot.take(redis::eval).toString();
        }
        assertTrue(dump.contains("mayfly:pass:") && dump.contains("user:fred"), dump);
        assertFalse(dump.contains(token.substring(3)), dump);
    }
}
