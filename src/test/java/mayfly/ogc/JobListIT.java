package mayfly.ogc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /jobs} with each of its parameters, over four jobs of one caller. */
class JobListIT {
    private static Client client;
    private static final List<String> IDS = new ArrayList<>();
    private static final List<Long> RAN = new ArrayList<>();
    private static final List<String> CREATED = new ArrayList<>();

    @BeforeAll
    static void fourJobs() throws Exception {
        client = Client.fresh();
        client.get("/jobs"); // for a cookie
        one("count", "{\"inputs\": {\"start\": 1, \"end\": 2}}", "successful");
        one("told", "{\"inputs\": {\"exit\": 3}}", "failed");
        one("told", "{\"inputs\": {\"seconds\": 1.5}}", "successful");
        one("echo", "{\"inputs\": {\"text\": \"a\"}}", "successful");
    }

    private static void one(String process, String body, String status) throws Exception {
        String job = client.job(client.execute(process, body, "Prefer", "respond-async"));
        JsonNode ended = client.ended(job);
        assertEquals(status, ended.path("status").asString(), ended.toString());
        IDS.add(job.substring("/jobs/".length()));
        RAN.add(Duration.between(Instant.parse(ended.path("started").asString()), Instant.parse(ended.path("finished").asString())).toMillis());
        CREATED.add(ended.path("created").asString());
    }

    /** The jobs that are listed, by the order of their creation, from 0. */
    private static String listed(String query) throws Exception {
        HttpResponse<String> answer = client.get("/jobs?" + query);
        assertEquals(200, answer.statusCode(), answer.body());
        return String.join(" ", Client.json(answer).path("jobs").valueStream().map(j -> "" + IDS.indexOf(j.path("jobID").asString())).toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "limit=100 | 3 2 1 0", "limit=2 | 3 2", "type=process | 3 2 1 0", "processID=told | 2 1", "processID=told,echo | 3 2 1", "processID=told&processID=count | 2 1 0", "processID=none | ''",
        "status=failed | 1", "status=failed,successful&limit=3 | 3 2 1", "status=running | ''", "processID=told&status=successful | 2", "minDuration=0&limit=1 | 3", "maxDuration=0 | ''",
        "datetime=2020-01-01T00:00:00Z/.. | 3 2 1 0", "datetime=../2020-01-01T00:00:00Z | ''", "datetime=2020-01-01/2020-12-31 | ''"})
    void filters(String query, String jobs) throws Exception {
        assertEquals(jobs, listed(query));
    }

    @Test
    void timesArePointsAndIntervals() throws Exception {
        assertEquals("3 2 1", listed("datetime=" + encoded(CREATED.get(1) + "/..")));
        assertEquals("1 0", listed("datetime=" + encoded("../" + CREATED.get(1))));
        assertEquals("2 1", listed("datetime=" + encoded(CREATED.get(1) + "/" + CREATED.get(2))));
        assertEquals("2", listed("datetime=" + encoded(CREATED.get(2))));
        assertEquals("3 2 1", listed("datetime=" + encoded(CREATED.get(1).replace("Z", "+00:00") + "/")));
    }

    @Test
    void durationsAreWhatTheJobsThemselvesSay() throws Exception {
        assertTrue(RAN.get(2) >= 1500, RAN.toString());
        for (long bound : RAN) {
            String seconds = "%d.%03d".formatted(bound / 1000, bound % 1000);
            assertEquals(those(ran -> ran >= bound), listed("minDuration=" + seconds));
            assertEquals(those(ran -> ran <= bound), listed("maxDuration=" + seconds));
            assertEquals(those(ran -> ran == bound), listed("minDuration=" + seconds + "&maxDuration=" + seconds));
        }
    }

    private static String those(LongPredicate wanted) {
        return IntStream.iterate(3, i -> i >= 0, i -> i - 1).filter(i -> wanted.test(RAN.get(i))).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"limit=0 | 1 to 10000", "limit=10001 | 1 to 10000", "limit=x | 1 to 10000", "type=service | process", "status=done | accepted, running, successful, failed, dismissed",
        "minDuration=-1 | seconds", "maxDuration=long | seconds", "datetime=yesterday | 2026-11-30T10:00:00Z", "datetime=../.. | 2026-11-30T10:00:00Z", "datetime=2026-02-30 | 2026-11-30",
        "datetime=2026-01-02T00:00:00Z/2026-01-01T00:00:00Z | 2026-11-30T10:00:00Z"})
    void whatIsNoValueIsNamed(String query, String accepted) throws Exception {
        HttpResponse<String> answer = client.get("/jobs?" + query);
        assertEquals(400, answer.statusCode(), answer.body());
        String name = query.split("=")[0];
        assertTrue(answer.body().contains("“" + name + "”") && answer.body().contains("found “" + query.split("=")[1].replace("\"", "")) && answer.body().contains(accepted), answer.body());
    }

    @Test
    void linksLeadThroughAllOfThemAndBack() throws Exception {
        for (String filter : List.of("", "&status=successful", "&minDuration=0")) {
            var seen = new ArrayList<String>();
            String at = "/jobs?limit=1" + filter;
            String before = null;
            while (at != null) {
                JsonNode page = Client.json(client.get(at));
                page.path("jobs").forEach(j -> seen.add(j.path("jobID").asString()));
                assertTrue(link(page, "self") != null && link(page, "alternate") != null, page.toString());
                if (before != null && !filter.contains("min")) assertEquals(Client.json(client.get(before)).path("jobs"), Client.json(client.get(link(page, "prev"))).path("jobs"));
                before = at;
                at = link(page, "next");
            }
            assertEquals(filter.contains("status") ? 3 : 4, seen.stream().distinct().count());
            assertFalse(seen.size() > 4, seen.toString());
        }
    }

    private static String link(JsonNode page, String rel) {
        return page.path("links").valueStream().filter(l -> l.path("rel").asString().equals(rel)).map(l -> l.path("href").asString()).findFirst().orElse(null);
    }

    @Test
    void aListIsOfTheCallersJobsAlone() throws Exception {
        assertEquals(0, Client.json(Client.fresh().get("/jobs")).path("jobs").size());
    }
}
