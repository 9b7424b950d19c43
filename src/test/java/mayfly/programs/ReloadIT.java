package mayfly.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import mayfly.testing.Browser;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server, whose descriptions and programs change while it runs. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReloadIT {
    private static final String OPERATOR = "Basic " + Base64.getEncoder().encodeToString("operator:only tests know it".getBytes(StandardCharsets.UTF_8));
    private static final String GREET = "id: greet\ntitle: %s\nrun: {command: [greet-tool], requires: [{program: greet-tool, version: \">= 2.0\"}]}\n";
    @TempDir
    Path folder;

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40); System.nanoTime() < until; TimeUnit.MILLISECONDS.sleep(100)) if (condition.call()) return;
        throw new AssertionError("never: " + what);
    }

    private static void program(Path file, String version) throws Exception {
        Path part = Files.writeString(file.resolveSibling("part"), "#!/bin/sh\necho greet-tool " + version + "\n");
        assertTrue(part.toFile().setExecutable(true));
        Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String words(HttpResponse<String> page) {
        return page.body().replaceAll("(?s)<head>.*?</head>|<[^>]+>", " ").replaceAll("[\\s\u00a0]+", " ");
    }

    @Test
    void whatIsOfferedFollowsFilesAndPrograms() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path descriptions = Files.createDirectories(folder.resolve("descriptions"));
        var settings = Map.of("PATH", bin + ":" + System.getenv("PATH"), "MAYFLY_PROCESSES", descriptions.toString(), "MAYFLY_OPERATOR_PASSWORD", "only tests know it");
        try (var mayfly = new RunningMayfly(folder, settings)) {
            var browser = new Browser(URI.create(mayfly.url("/")));
            assertEquals(404, browser.get("processes/greet").statusCode());

            Path file = Files.writeString(descriptions.resolve("greet.yaml"), GREET.formatted("Greet"));
            until("the process is there, without its program", () -> browser.get("processes/greet").statusCode() == 503);
            HttpResponse<String> page = browser.get("processes/greet");
            assertTrue(words(page).contains("“Greet” is not available on this server at the moment"), words(page));
            assertFalse(words(page).contains("greet-tool"), "what is missing is the operator's business");
            HttpResponse<String> problem = browser.json("processes/greet/execution", "{\"inputs\": {}}");
            assertEquals(503, problem.statusCode());
            assertTrue(problem.body().contains("is not available on this server at the moment"), problem.body());
            assertFalse(browser.get("processes?f=json").body().contains("\"greet\""));
            assertFalse(browser.get("").body().contains("processes/greet"));
            assertTrue(operator(browser).contains("Processes that are unavailable Process Reason Greet There is no program “greet-tool” on the PATH of this server (" + bin + ":"), operator(browser));

            program(bin.resolve("greet-tool"), "1.4");
            until("the reason follows", () -> operator(browser).contains("greet-tool 2.0 or later is needed; " + bin.resolve("greet-tool") + " is 1.4."));
            program(bin.resolve("greet-tool"), "2.1");
            until("it is offered", () -> browser.get("processes/greet").statusCode() == 200);
            assertTrue(browser.get("").body().contains("processes/greet"));
            assertFalse(operator(browser).contains("unavailable"));
            HttpResponse<String> end = browser.follow(browser.form("processes/greet/execution", "form-token", browser.token("processes/greet")));
            assertEquals(200, end.statusCode());
            assertTrue(end.uri().getPath().endsWith("/results"), end.uri() + " " + words(end));

            Files.writeString(file, GREET.formatted("Greet kindly"));
            until("it is described anew", () -> words(browser.get("processes/greet")).contains("Greet kindly"));
            Files.writeString(file, "id: greet\ntitle: [\n");
            until("the operator reads of the fault", () -> operator(browser).contains("what it said before is offered still"));
            assertTrue(words(browser.get("processes/greet")).contains("Greet kindly"));
            String told = "Offered as it was before: " + file;
            assertEquals(2, mayfly.log().split(told, -1).length, "told once: " + mayfly.log());
            Files.delete(file);
            until("it is gone", () -> browser.get("processes/greet").statusCode() == 404);
        }
    }

    private static String operator(Browser browser) throws Exception {
        return words(browser.get("operator", "Authorization", OPERATOR));
    }
}
