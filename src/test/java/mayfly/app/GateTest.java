package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mayfly.job.JobId;
import mayfly.job.JobState;
import mayfly.job.Owner;
import mayfly.job.Scope;
import mayfly.queue.StoredTokens;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may what: every address in every face, asked for by everybody, over real jobs. What is expected stands here a second time, apart from what the routes say of themselves. */
class GateTest {
    private static final String ROUTES = """
            GET /                                   anyone
            GET /processes                          anyone
            GET /processes/{id}                     anyone
            POST /processes/{id}/execution          submit
            GET /processes/{id}/execution           anyone
            GET /jobs                               own
            GET /jobs/{id}                          link
            DELETE /jobs/{id}                       control
            GET /jobs/{id}/results                  link
            GET /jobs/{id}/results/{name}           link
            GET /jobs/{id}/error                    link
            GET /jobs/{id}/log                      link
            GET /jobs/{id}/rerun                    link
            POST /jobs/{id}/dismiss                 control
            POST /jobs/{id}/retry                   control
            POST /jobs/{id}/keep                    control
            POST /jobs/{id}/delete                  control
            POST /uploads/tus                       submit
            GET /uploads/tus/{id}                   submit
            PATCH /uploads/tus/{id}                 submit
            GET /tokens                             person
            POST /tokens                            person
            POST /tokens/revoke                     person
            GET /about                              anyone
            GET /health/live                        all
            GET /health/ready                       all
            GET /conformance                        all
            GET /api                                all
            GET /problems                           all
            GET /problems/{name}                    all
            GET /operator                           operator
            GET /operator/failed                    operator
            POST /operator/failed/again             operator
            GET /metrics                            operator
            GET /static/{file}                      all
            """;

    /** Who comes, and which of the rights of the table above that is enough for. */
    private enum Comer {
        STRANGER("all anyone own submit person"), LINK_HOLDER("all anyone own submit person link"), OTHER_BROWSER("all anyone own submit person link"), OTHER_LOGIN("all anyone own submit person link"),
        OWNER("all anyone own submit person link control"), LOGIN("all anyone own submit person link control"), OPERATOR("all anyone own submit person link control operator"),
        READ_TOKEN("all anyone own link"), SUBMIT_TOKEN("all anyone submit"), CONTROL_TOKEN("all anyone control"), TOKEN_OF_ANOTHER("all anyone own submit link"), REVOKED_TOKEN("all");

        private final List<String> rights;

        Comer(String rights) {
            this.rights = List.of(rights.split(" "));
        }

        /** Whose job is asked for. */
        Owner whose() {
            return this == LOGIN ? Owner.login("anna") : WebServer.ANNA;
        }

        String[] header() {
            return switch (this) {
                case STRANGER, LINK_HOLDER -> new String[0];
                case OTHER_BROWSER -> new String[] {"Cookie", Caller.COOKIE + "=" + WebServer.SEAL.close("owner", "bert")};
                case OTHER_LOGIN -> new String[] {WebServer.LOGIN, "bert"};
                case OWNER -> new String[] {"Cookie", WebServer.cookie()};
                case LOGIN -> new String[] {WebServer.LOGIN, "anna"};
                case OPERATOR -> new String[] {"Authorization", WebServer.operator()};
                // The owner's cookie beside it does not count.
                default -> new String[] {"Authorization", "Bearer " + TOKENS.get(this), "Cookie", WebServer.cookie()};
            };
        }
    }

    private static final Map<Comer, String> TOKENS = new EnumMap<>(Comer.class);

    /** Jobs that nobody has touched yet. */
    private static final Map<Owner, String> QUEUED = new HashMap<>();

    @TempDir
    private static Path home;
    private static TestMayfly mayfly;
    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        mayfly = new TestMayfly(home, 0); // no slot: every job stays in the queue, where all can be tried on it
        var tokens = new StoredTokens(mayfly.redis());
        server = new WebServer(mayfly.jobs(), mayfly.catalog(), new Login(WebServer.LOGIN, List.of("127.0.0.1")), tokens);
        for (Scope scope : Scope.values()) TOKENS.put(Comer.valueOf(scope + "_TOKEN"), tokens.make(WebServer.ANNA, "one", Set.of(scope), Duration.ofDays(1)).orElseThrow());
        TOKENS.put(Comer.TOKEN_OF_ANOTHER, tokens.make(Owner.anonymous("bert"), "all", Set.of(Scope.values()), null).orElseThrow());
        TOKENS.put(Comer.REVOKED_TOKEN, tokens.make(Owner.login("carl"), "all", Set.of(Scope.values()), null).orElseThrow());
        assertTrue(tokens.revoke(Owner.login("carl"), tokens.of(Owner.login("carl")).get(0).id()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        mayfly.close();
    }

    private static Map<String, String> table() {
        var table = new TreeMap<String, String>();
        ROUTES.lines().forEach(line -> table.put(line.replaceAll("\\s+\\w+$", ""), line.replaceAll(".*\\s", "")));
        return table;
    }

    @Test
    void everyRouteHasARowHere() {
        assertEquals(table().keySet(), new TreeSet<>(server.routes().stream().map(Route::toString).toList()));
    }

    @Test
    void everyRouteLetsInWhomItShouldAndNobodyElse() throws Exception {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (Route route : server.routes()) {
            for (Face face : Face.values()) {
                if (route.handler(face) == null) continue;
                for (Comer comer : Comer.values()) {
                    boolean may = comer.rights.contains(table().get(route.toString()));
                    asked++;
                    String found = found(route, face, comer);
                    if (!found.equals(may ? "allowed" : "refused")) wrong.add(comer + " " + route + " " + face + ": " + found);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(asked > 400, "asked " + asked);
    }

    /** What the answer says, seen to be true of the job. */
    private static String found(Route route, Face face, Comer comer) throws Exception {
        String job = QUEUED.computeIfAbsent(comer.whose(), owner -> mayfly.submit("echo", "{\"text\": \"x\"}", owner, null));
        HttpResponse<String> answer = ask(route, face, job, comer, comer.header());
        // A stranger has had no page of tokens yet: the gate has let him through when it is that which is said.
        boolean refused = answer.statusCode() == 401 || answer.statusCode() == 403 && !answer.body().contains("your page of tokens") || answer.statusCode() == 404 && answer.body().matches("(?s).*(no-such-job|There is no such job).*");
        boolean untouched = mayfly.jobs().job(job).state() == JobState.QUEUED;
        if (!untouched) QUEUED.remove(comer.whose());
        boolean dismisses = route.method().equals("DELETE") || route.toString().endsWith("/dismiss");
        if (answer.statusCode() == 405 || answer.statusCode() == 415 || answer.statusCode() >= 500) return "answered " + answer.statusCode() + " " + answer.body();
        if (untouched == (dismisses && !refused)) return "answered " + answer.statusCode() + ", and the job is " + mayfly.jobs().job(job).state();
        return refused ? "refused" : "allowed";
    }

    private static HttpResponse<String> ask(Route route, Face face, String job, Comer comer, String... headers) throws Exception {
        String path = "/" + String.join("/", route.address());
        path = path.replace("{id}", path.startsWith("/jobs") ? comer == Comer.STRANGER ? JobId.fresh() : job : "echo").replace("{name}", "echo").replace("{file}", "mayfly.css");
        var request = HttpRequest.newBuilder(server.url(path + "?f=" + face.name().toLowerCase(java.util.Locale.ROOT)));
        if (!route.method().equals("POST")) return Http.send(request.method(route.method(), BodyPublishers.noBody()), headers);
        // The right token of the job's page, for everybody: it is not what decides.
        String form = "token=" + WebServer.SEAL.close("act " + comer.whose().name() + " " + job, "go") + "&until=2030-01-01T00:00:00Z";
        String json = path.endsWith("again") ? "{\"jobs\": [\"" + job + "\"]}" : "{\"until\": \"2030-01-01T00:00:00Z\", \"inputs\": {\"text\": \"x\"}}";
        String body = path.endsWith("again") ? "token=" + operatorsToken() + "&do=selected&job=" + job : form;
        return Http.send(request.header("Content-Type", face == Face.HTML ? "application/x-www-form-urlencoded" : "application/json").POST(BodyPublishers.ofString(face == Face.HTML ? body : json)), headers);
    }

    private static String operatorsToken() {
        return WebServer.SEAL.close("run again", "go");
    }

    @Test
    void nobodysRightsCanBeUsedFromAnotherSite() throws Exception {
        for (Route route : server.routes()) {
            if (route.method().equals("GET")) continue;
            for (Comer comer : List.of(Comer.OWNER, Comer.LOGIN, Comer.OPERATOR)) {
                String job = mayfly.submit("echo", "{\"text\": \"x\"}", comer.whose(), null);
                Face face = route.html() == null ? Face.JSON : Face.HTML;
                var headers = new ArrayList<>(List.of(comer.header()));
                headers.addAll(List.of("Sec-Fetch-Site", "cross-site"));
                assertEquals(403, ask(route, face, job, comer, headers.toArray(String[]::new)).statusCode(), comer + " " + route);
                assertEquals(JobState.QUEUED, mayfly.jobs().job(job).state());
            }
        }
    }

    @Test
    void aHeadIsAnsweredAsItsGetIs() throws Exception {
        for (Route route : server.routes()) {
            if (!route.method().equals("GET")) continue;
            for (Comer comer : List.of(Comer.STRANGER, Comer.OWNER)) {
                String job = mayfly.submit("echo", "{\"text\": \"x\"}", comer.whose(), null);
                Face face = route.html() == null ? Face.JSON : Face.HTML;
                if (comer == Comer.STRANGER && route.toString().contains("/jobs/")) continue; // each is sent to an id of its own
                HttpResponse<String> head = ask(new Route(route.need(), "HEAD", route.address(), route.html(), route.json(), false), face, job, comer, comer.header());
                assertEquals(ask(route, face, job, comer, comer.header()).statusCode(), head.statusCode(), route.toString());
                assertEquals("", head.body());
            }
        }
    }

    @Test
    void theOperatorIsOfferedWhatOwnersAreAndTheRecordSaysWhoDidIt() throws Exception {
        String job = mayfly.submit("echo", "{\"text\": \"x\"}", Owner.anonymous("carl"), null);
        String page = Http.page(server.url("/jobs/" + job), "Authorization", WebServer.operator()).body();
        assertTrue(page.contains("Cancel this job") && !Http.page(server.url("/jobs/" + job)).body().contains("Cancel this job"), page);
        String token = page.replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
        assertEquals(303, Http.post(server.url("/jobs/" + job + "/dismiss"), "application/x-www-form-urlencoded", "token=" + token, "Authorization", WebServer.operator()).statusCode());
        assertEquals("cancelled by the operator", mayfly.jobs().story(job).get(mayfly.jobs().story(job).size() - 1).text());
        String seen = Http.page(server.url("/jobs/" + job + "/error"), "Cookie", Caller.COOKIE + "=" + WebServer.SEAL.close("owner", "carl")).body();
        assertTrue(seen.contains("This job was cancelled") && !seen.contains("You cancelled"), seen);
    }

    @Test
    void aLoginThatIsNotClearIsRefusedAndOneFromElsewhereIsNotHeard() throws Exception {
        String job = mayfly.submit("echo", "{\"text\": \"x\"}", Owner.login("anna"), null);
        var twice = HttpRequest.newBuilder(server.url("/jobs/" + job + "?f=json")).header(WebServer.LOGIN, "bert").header(WebServer.LOGIN, "anna").DELETE();
        assertEquals(400, Http.send(twice).statusCode());
        assertEquals(400, Http.json(server.url("/jobs"), WebServer.LOGIN, "anna:operator").statusCode());
        assertEquals(JobState.QUEUED, mayfly.jobs().job(job).state());
        try (var direct = new WebServer(mayfly.jobs(), mayfly.catalog(), new Login(WebServer.LOGIN, List.of("192.0.2.1", "2001:db8::1")), new StoredTokens(mayfly.redis()))) {
            var request = HttpRequest.newBuilder(direct.url("/jobs/" + job + "?f=json")).header(WebServer.LOGIN, "anna").DELETE();
            assertEquals(403, Http.send(request).statusCode());
        }
        try (var direct = new WebServer(mayfly.jobs(), mayfly.catalog(), Login.NONE, new StoredTokens(mayfly.redis()))) {
            assertEquals(403, Http.send(HttpRequest.newBuilder(direct.url("/jobs/" + job + "?f=json")).header(WebServer.LOGIN, "anna").DELETE()).statusCode());
        }
    }

    @Test
    void aLoginOwnsWhatItSends() throws Exception {
        var sent = Http.send(HttpRequest.newBuilder(server.url("/processes/echo/execution")).header("Content-Type", "application/json").header("Prefer", "respond-async").header(WebServer.LOGIN, "dora")
                .POST(BodyPublishers.ofString("{\"inputs\": {\"text\": \"x\"}}")));
        assertEquals(201, sent.statusCode());
        assertEquals("", sent.headers().firstValue("Set-Cookie").orElse(""));
        String id = sent.headers().firstValue("Location").orElse("").replaceAll(".*/", "");
        assertEquals(Owner.login("dora"), mayfly.jobs().job(id).owner());
        assertTrue(Http.json(server.url("/jobs"), WebServer.LOGIN, "dora").body().contains(id));
    }
}
