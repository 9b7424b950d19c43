package mayfly.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page, light and dark, wide and narrow: nothing scrolls sideways, axe finds nothing against WCAG 2.2 A and AA or best practice, the policy for content is
 * kept. Pictures are left in target/screenshots for people to look at.
 */
class LooksIT {
    private static final Path SAMPLE = Path.of("etc/samples/weather.csv").toAbsolutePath();
    private static final Path PICTURES = Path.of("target/screenshots");
    @TempDir
    static Path folder;
    static Browsers browsers;
    static RunningMayfly mayfly;
    static final Map<String, String> PAGES = new LinkedHashMap<>();
    static String operator;
    static List<com.microsoft.playwright.options.Cookie> cookies;

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        mayfly = new RunningMayfly(folder, Map.of("MAYFLY_SLOTS", "1"));
        String credentials = "operator:" + Files.readString(mayfly.home().resolve("operator-password")).strip();
        operator = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        try (BrowserContext context = browsers.withoutScript()) {
            prepare(context.newPage());
            cookies = context.cookies();
        }
    }

    @AfterAll
    static void stop() {
        if (mayfly != null) mayfly.close();
        if (browsers != null) browsers.close();
    }

    /** Jobs in every state that a person meets. */
    private static void prepare(Page page) {
        PAGES.put("index", "/");
        PAGES.put("form-count", "/processes/count");
        PAGES.put("form-echo", "/processes/echo");
        PAGES.put("form-table", "/processes/table-profile");
        PAGES.put("form-archive", "/processes/archive");
        PAGES.put("about", "/about");
        PAGES.put("not-found", "/no/such/page");
        PAGES.put("api", "/api");
        PAGES.put("problems", "/problems");
        PAGES.put("problem", "/problems/queue-full");
        page.navigate(mayfly.url("/processes/table-profile"));
        page.locator("input[type=file]").setInputFiles(SAMPLE);
        submit(page);
        page.waitForURL(Pattern.compile(".*/results$"));
        PAGES.put("results-table", path(page));
        count(page, "10", "0");
        page.waitForURL(Pattern.compile(".*/results$"));
        PAGES.put("results-count", path(page));
        page.navigate(mayfly.url("/processes/echo"));
        page.locator("[name=text]").fill("<b>hello</b> \"world\"");
        submit(page);
        page.waitForURL(Pattern.compile(".*/(results|execution)$"));
        PAGES.put("results-echo", path(page));
        page.navigate(mayfly.url("/processes/table-profile"));
        page.locator("input[type=file]").setInputFiles(Path.of("target/mayfly.war").toAbsolutePath());
        submit(page);
        page.waitForURL(Pattern.compile(".*/error$"));
        PAGES.put("error-input", path(page));
        count(page, "10", "1");
        page.locator("main button.danger").first().click();
        page.waitForURL(Pattern.compile(".*/error$"));
        PAGES.put("dismissed", path(page));
        count(page, "2000", "0.5");
        page.waitForURL(Pattern.compile(".*/jobs/\\w{22}$"));
        killWorker(page);
        page.getByText("Try now").click();
        page.getByText("Attempt 2 of 3, because attempt 1 failed").waitFor();
        PAGES.put("status-running", path(page) + "?refresh=off");
        PAGES.put("log", path(page) + "/log");
        count(page, "10", "1");
        PAGES.put("status-queued", path(page) + "?refresh=off");
        PAGES.put("failed", "/operator/failed");
        PAGES.put("jobs", "/jobs?refresh=off");
        page.navigate(mayfly.url("/tokens"));
        page.locator("[name=name]").fill("the night run");
        submit(page);
        page.getByText("Your new token").waitFor();
        PAGES.put("tokens", "/tokens");
        PAGES.put("operator", "/operator?refresh=off");
    }

    /** Of the job whose status page it is; once it runs. */
    private static void killWorker(Page page) {
        page.locator(".evidence", new Page.LocatorOptions().setHasText("worker ")).waitFor();
        String worker = page.locator(".evidence").innerText().replaceAll("(?s).*worker (\\d+) on.*", "$1");
        ProcessHandle.of(Long.parseLong(worker)).orElseThrow().destroyForcibly();
    }

    private static void count(Page page, String end, String pause) {
        page.navigate(mayfly.url("/processes/count"));
        page.locator("[name=start]").fill("1");
        page.locator("[name=end]").fill(end);
        page.locator("[name=pause]").fill(pause);
        submit(page);
    }

    private static void submit(Page page) {
        page.locator("main form button[type=submit]").last().click();
    }

    private static String path(Page page) {
        return page.url().substring(mayfly.url("").length());
    }

    @Test
    void wideAndLight() {
        look(ColorScheme.LIGHT, 1280, true);
    }

    @Test
    void wideAndDark() {
        look(ColorScheme.DARK, 1280, true);
    }

    @Test
    void narrowAndLight() {
        look(ColorScheme.LIGHT, 360, true);
    }

    @Test
    void otherWidthsDoNotScrollSideways() {
        for (int width : new int[] {320, 768, 1600}) look(ColorScheme.DARK, width, false);
    }

    private static void look(ColorScheme scheme, int width, boolean thoroughly) {
        try (BrowserContext context = browsers.context(true, scheme, width)) {
            context.addCookies(cookies);
            context.setExtraHTTPHeaders(Map.of("Authorization", operator));
            Page page = context.newPage();
            var complaints = new ArrayList<String>();
            page.onConsoleMessage(m -> complaints.add(m.text()));
            PAGES.forEach((name, path) -> {
                page.navigate(mayfly.url(path));
                String where = name + " " + scheme + " " + width;
                if (!(Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")) complaints.add(where + " scrolls sideways");
                if (thoroughly) check(page, where, complaints);
            });
            complaints.removeIf(text -> text.contains("404"));
            assertEquals(List.of(), complaints);
        }
    }

    private static void check(Page page, String where, List<String> complaints) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(where.replace(' ', '-').toLowerCase() + ".png")));
        new AxeBuilder(page).analyze().getViolations().forEach(v -> complaints.add(where + ": " + v.getId() + ": " + v.getNodes().get(0).getHtml()));
    }
}
