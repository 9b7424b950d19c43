package mayfly.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import mayfly.testing.Browser;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The programs that are shipped as examples, with their samples, in a real server with the real programs. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ExamplesIT {
    private static final Path SAMPLES = Path.of("etc/samples");
    @TempDir
    static Path folder;
    private static RunningMayfly mayfly;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        mayfly = new RunningMayfly(Files.createDirectories(folder.resolve("full")), Map.of("MAYFLY_SLOTS", "2"));
        browser = new Browser(URI.create(mayfly.url("/")));
    }

    @AfterAll
    static void stop() {
        mayfly.close();
    }

    /** Where the programs are to be there for certain their absence is a fault; elsewhere these tests are left out. */
    private static void needs(String... programs) {
        List<String> missing = Arrays.stream(programs).filter(p -> Arrays.stream(System.getenv("PATH").split(":")).noneMatch(f -> Files.isExecutable(Path.of(f, p)))).toList();
        if ("true".equals(System.getenv("CI"))) assertEquals(List.of(), missing);
        assumeTrue(missing.isEmpty(), () -> "missing: " + missing);
    }

    /** As a person does it: the form with the sample filled in, sent as it is. @return path of the job */
    private static String sample(String process, String sample, String... fields) throws Exception {
        HttpResponse<String> page = browser.get("processes/" + process + "?sample=" + sample);
        assertEquals(200, page.statusCode(), page.body());
        var all = new java.util.ArrayList<String>();
        var hidden = java.util.regex.Pattern.compile("<input[^>]*>").matcher(page.body());
        while (hidden.find()) {
            String tag = hidden.group();
            boolean sent = tag.contains("type=\"hidden\"") || tag.contains("checked");
            if (sent && tag.contains("name=\"")) all.addAll(List.of(attribute(tag, "name"), attribute(tag, "value")));
        }
        var chosen = java.util.regex.Pattern.compile("<select[^>]*name=\"([^\"]+)\"[^>]*>.*?</select>", java.util.regex.Pattern.DOTALL).matcher(page.body());
        while (chosen.find()) {
            var option = java.util.regex.Pattern.compile("<option[^>]*selected[^>]*>").matcher(chosen.group());
            if (option.find()) all.addAll(List.of(chosen.group(1), attribute(option.group(), "value")));
        }
        all.addAll(List.of(fields));
        HttpResponse<String> sent = browser.form("processes/" + process + "/execution", all.toArray(String[]::new));
        assertEquals(303, sent.statusCode(), sent.body());
        return end(Browser.job(sent));
    }

    private static String attribute(String tag, String name) {
        var m = java.util.regex.Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return m.find() ? m.group(1) : "";
    }

    private static String program(String process, String inputs) throws Exception {
        HttpResponse<String> sent = browser.json("processes/" + process + "/execution", "{\"inputs\": " + inputs + "}");
        assertEquals(201, sent.statusCode(), sent.body());
        return end(Browser.job(sent));
    }

    private static String end(String id) throws Exception {
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120); System.nanoTime() < until; TimeUnit.MILLISECONDS.sleep(100)) {
            String status = json("jobs/" + id).path("status").asString();
            if (status.equals("successful") || status.equals("failed")) return "jobs/" + id;
        }
        throw new AssertionError("it does not end: " + json("jobs/" + id));
    }

    private static JsonNode json(String path) throws Exception {
        return JsonMapper.shared().readTree(browser.get(path + "?f=json").body());
    }

    private static byte[] output(String job, String name) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(mayfly.url("/" + job + "/results/" + name))).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode(), name + " of " + job);
        return answer.body();
    }

    private static void succeeded(String job) throws Exception {
        assertEquals("successful", json(job).path("status").asString(), () -> {
            try {
                return browser.get(job + "/log?f=text&stream=stderr").body() + json(job);
            } catch (Exception e) {
                return e.toString();
            }
        });
    }

    private static String inline(Path file, String type) throws Exception {
        return "{\"value\": \"" + Base64.getEncoder().encodeToString(Files.readAllBytes(file)) + "\", \"encoding\": \"base64\", \"mediaType\": \"" + type + "\"}";
    }

    private static boolean begins(byte[] bytes, int at, String text) {
        return new String(bytes, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    @Test
    void videosAreTranscodedFromTheSampleAndByProgram() throws Exception {
        needs("ffmpeg");
        String webm = sample("transcode", "clock");
        succeeded(webm);
        assertTrue(begins(output(webm, "video.webm"), 0, "\u001a\u0045\u00df\u00a3"), "Matroska");
        assertTrue(begins(output(webm, "still.jpg"), 0, "\u00ff\u00d8\u00ff"), "JPEG");
        JsonNode status = json(webm);
        assertEquals(100, status.path("progress").asInt(), status.toString());
        String gif = sample("transcode", "gif");
        succeeded(gif);
        assertTrue(begins(output(gif, "video.gif"), 0, "GIF89a"), "GIF");
        String video = inline(SAMPLES.resolve("testpicture.mp4"), "video/mp4");
        String mp4 = program("transcode", "{\"video\": " + video + ", \"format\": \"mp4\", \"height\": \"240\", \"quality\": \"high\"}");
        succeeded(mp4);
        assertTrue(begins(output(mp4, "video.mp4"), 4, "ftyp"), "MP4");
    }

    /** It could name any file of this server, or any address that this server can reach. */
    @Test
    void aFileThatOnlyNamesOthersIsNotFollowed() throws Exception {
        needs("ffmpeg");
        Path secret = Files.copy(SAMPLES.resolve("testpicture.mp4"), folder.resolve("secret.mp4"));
        for (String list : List.of("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://" + secret + "\n#EXT-X-ENDLIST\n", "ffconcat version 1.0\nfile '" + secret + "'\n",
                "<?xml version=\"1.0\"?><MPD><Period><BaseURL>file://" + secret + "</BaseURL></Period></MPD>")) {
            Path file = Files.writeString(folder.resolve("list"), list);
            String job = program("transcode", "{\"video\": " + inline(file, "video/mp4") + "}");
            assertEquals("failed", json(job).path("status").asString(), list);
            assertTrue(browser.get(job + "/error").body().contains("ffmpeg "), "in words");
        }
    }

    @Test
    void textIsReadFromOnePageAndFromSeveral() throws Exception {
        needs("tesseract", "python3");
        String one = sample("ocr", "page");
        succeeded(one);
        String text = new String(output(one, "text.txt"), StandardCharsets.UTF_8);
        assertTrue(text.contains("A mayfly lives in the water for a year or two"), text);
        assertTrue(begins(output(one, "text.pdf"), 0, "%PDF-"), "PDF");
        assertTrue(browser.get(one + "/results").body().contains("A mayfly lives in the water"), "it is shown");
        String two = sample("ocr", "two");
        succeeded(two);
        String both = new String(output(two, "text.txt"), StandardCharsets.UTF_8);
        assertTrue(both.indexOf("Of mayflies") >= 0 && both.indexOf("Of mayflies") < both.indexOf("Of their names"), both);
        String page = inline(SAMPLES.resolve("scanned.png"), "image/png");
        String three = program("ocr", "{\"images\": [" + page + ", " + page + ", " + page + "]}");
        succeeded(three);
        assertEquals(3, new String(output(three, "text.txt"), StandardCharsets.UTF_8).split("Of mayflies", -1).length - 1);
        assertTrue(browser.get(three + "/log?f=text&stream=stderr").body().contains("Page 2 : inputs/"), "in their order");
    }

    @Test
    void aLanguageThatIsNotInstalledIsSaidInWords() throws Exception {
        needs("tesseract", "python3");
        List<String> installed = languages();
        String missing = List.of("eng", "deu", "fra", "spa", "ita", "por", "nld", "pol").stream().filter(l -> !installed.contains(l)).findFirst().orElse(null);
        assumeTrue(missing != null, "all languages are here");
        String job = program("ocr", "{\"images\": [" + inline(SAMPLES.resolve("scanned.png"), "image/png") + "], \"language\": \"" + missing + "\"}");
        assertTrue(browser.get(job + "/error").body().contains("The data of this language is not installed on this server."), json(job).toString());
        String bad = program("ocr", "{\"images\": [" + inline(SAMPLES.resolve("weather.csv"), "image/png") + "]}");
        assertTrue(browser.get(bad + "/error").body().contains("tesseract could not read one of the images."), json(bad).toString());
    }

    private static List<String> languages() throws Exception {
        Process process = new ProcessBuilder("tesseract", "--list-langs").redirectErrorStream(true).start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return all.lines().toList();
    }

    @Test
    void filesArePackedByTheNamesThatTheirSenderGaveThem() throws Exception {
        needs("python3");
        String sample = sample("archive", "weather");
        succeeded(sample);
        byte[] weather = Files.readAllBytes(SAMPLES.resolve("weather.csv"));
        Map<String, String> packed = unzipped(output(sample, "archive.zip"));
        assertEquals(List.of("notes.txt", "scanned.png", "weather.csv"), List.copyOf(packed.keySet()));
        assertEquals(new String(weather, StandardCharsets.UTF_8), packed.get("weather.csv"));
        String sums = new String(output(sample, "SHA256SUMS"), StandardCharsets.UTF_8);
        assertTrue(sums.startsWith(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weather)) + "  weather.csv\n"), sums);
        var parts = new Browser.Multipart().text("form-token", browser.token("processes/archive")).text("format", "zip").file("files", "notes.txt", "one".getBytes(StandardCharsets.UTF_8))
                .file("files", "notes.txt", "two".getBytes(StandardCharsets.UTF_8)).file("files", "-rf ä.txt", "three".getBytes(StandardCharsets.UTF_8));
        String three = end(Browser.job(browser.multipart("processes/archive/execution", parts)));
        succeeded(three);
        assertEquals(new TreeMap<>(Map.of("notes.txt", "one", "notes (2).txt", "two", "_rf ä.txt", "three")), unzipped(output(three, "archive.zip")));
        assertTrue(browser.get(three + "/results").body().contains("notes (2).txt"), "the list is shown");
    }

    private static Map<String, String> unzipped(byte[] bytes) throws Exception {
        var out = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) out.put(e.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        return out;
    }

    /** Each says what is missing, to the operator alone; the rest of the catalog is as ever. */
    @Test
    void whereTheProgramsAreMissingTheyAreNotOffered() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        try (var poor = new RunningMayfly(Files.createDirectories(folder.resolve("poor")), Map.of("PATH", bin.toString(), "MAYFLY_OPERATOR_PASSWORD", "only tests know it"))) {
            var visitor = new Browser(URI.create(poor.url("/")));
            String offered = visitor.get("processes?f=json").body();
            assertTrue(offered.contains("\"count\""), offered);
            for (String id : List.of("transcode", "ocr", "archive")) {
                assertFalse(offered.contains("\"" + id + "\""), offered);
                assertEquals(503, visitor.get("processes/" + id).statusCode());
            }
            String operator = visitor.get("operator", "Authorization", "Basic " + Base64.getEncoder().encodeToString("operator:only tests know it".getBytes(StandardCharsets.UTF_8))).body()
                    .replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
            for (String reason : List.of("Transcode a video There is no program “ffmpeg” on the PATH of this server (" + bin + ")", "Text from images There is no program “python3”", "Pack files There is no program “python3”")) {
                assertTrue(operator.contains(reason), operator);
            }
        }
    }
}
