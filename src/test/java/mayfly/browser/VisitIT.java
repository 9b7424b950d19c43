package mayfly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way without script, as a person goes it. */
class VisitIT {
    private static final Path SAMPLE = Path.of("etc/samples/weather.csv").toAbsolutePath();
    @TempDir
    static Path folder;
    static Browsers browsers;
    static RunningMayfly mayfly;
    BrowserContext context;
    Page page;

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        mayfly = new RunningMayfly(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        if (mayfly != null) mayfly.close();
        if (browsers != null) browsers.close();
    }

    @BeforeEach
    void open() {
        context = browsers.withoutScript();
        page = context.newPage();
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @Test
    void fromTheFrontPageToTheNumbers() {
        page.navigate(mayfly.url("/"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Count").setExact(true)).first().click();
        count("1", "12", "0.2");
        assertThat(page).hasURL(Pattern.compile(".*/jobs/\\w{22}$"));
        assertThat(page.locator("h2").first()).isVisible();
        page.waitForURL(Pattern.compile(".*/results$"));
        assertThat(page.locator("main")).containsText("12");
        assertTrue(page.title().startsWith("Results"), page.title());
        page.navigate(mayfly.url("/jobs"));
        assertThat(page.locator("tbody tr")).not().hasCount(0);
    }

    @Test
    void aFaultyFormComesBackAsItWasWithTheUploadKept() {
        page.navigate(mayfly.url("/processes/table-profile"));
        page.locator("input[type=file]").setInputFiles(SAMPLE);
        page.locator("[name=bins]").fill("500");
        Response answer = page.waitForNavigation(this::send);
        assertEquals(422, answer.status());
        assertThat(page.locator("#faults")).containsText("500");
        assertThat(page.locator("[name=bins]")).hasValue("500");
        assertThat(page.locator("form")).containsText("weather.csv");
        page.locator("[name=bins]").fill("12");
        send();
        page.waitForURL(Pattern.compile(".*/results$"));
        assertThat(page.locator("main")).containsText("Columns");
        assertThat(page.locator("svg[role=img]").first()).isVisible();
    }

    @Test
    void sendingTheSameFormTwiceMakesOneJob() {
        page.navigate(mayfly.url("/processes/count"));
        count("1", "3", "0");
        page.waitForURL(Pattern.compile(".*/results$"));
        String first = job();
        page.goBack();
        assertTrue(page.url().endsWith("/processes/count"), page.url());
        assertThat(page.locator("[name=end]")).hasValue("3");
        send();
        page.waitForURL(Pattern.compile(".*/jobs/\\w{22}.*"));
        assertEquals(first, job());
    }

    @Test
    void cancellingSaysThatNothingIsLeft() {
        page.navigate(mayfly.url("/processes/count"));
        count("1", "1000", "1");
        assertThat(page.locator("main")).containsText("Last sign of life");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel this job")).click();
        page.waitForURL(Pattern.compile(".*/error$"));
        // A worker that hears of it by its own heartbeat first leaves before it is counted.
        assertThat(page.locator("main")).containsText(Pattern.compile("process(es)? ended, 0 left|nothing is left of it"));
        assertThat(page.locator("main")).containsText("Run again");
    }

    @Test
    void aWorkerThatIsKilledIsToldByThePageItselfWhichOffersTheNext() {
        page.navigate(mayfly.url("/processes/count"));
        count("1", "1000", "1");
        assertThat(page.locator("main")).containsText(Pattern.compile("worker \\d+"));
        Matcher pid = Pattern.compile("worker (\\d+)").matcher(page.locator("main").innerText());
        assertTrue(pid.find());
        ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow().destroyForcibly();
        assertThat(page.locator("main")).containsText("signal 9");
        assertThat(page.locator("main")).containsText("Attempt 2 of 3");
        page.locator("text=Try now").click();
        assertThat(page.locator("main")).containsText(Pattern.compile("worker \\d+ on host .*, attempt 2"));
    }

    @Test
    void refreshingCanBePausedAndTheChoiceIsKept() {
        page.navigate(mayfly.url("/processes/count"));
        count("1", "1000", "1");
        String url = page.url();
        assertTrue(page.navigate(url).headers().containsKey("refresh"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pause refreshing")).click();
        assertFalse(page.navigate(url).headers().containsKey("refresh"), "the choice is kept");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Resume"))).click();
        assertTrue(page.navigate(url).headers().containsKey("refresh"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel this job")).click();
    }

    @Test
    void anotherBrowserSeesTheJobButCannotCancelIt() {
        page.navigate(mayfly.url("/processes/count"));
        count("1", "1000", "1");
        String url = page.url();
        try (BrowserContext other = browsers.withoutScript()) {
            Page theirs = other.newPage();
            theirs.navigate(url);
            assertThat(theirs.locator("main")).containsText("Running");
            assertThat(theirs.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel this job"))).hasCount(0);
        }
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel this job")).click();
    }

    @Test
    void aSampleIsOneClickAway() {
        page.navigate(mayfly.url("/processes/table-profile"));
        page.locator("a[href*='sample=']").first().click();
        assertThat(page.locator("form")).containsText("weather.csv");
        send();
        page.waitForURL(Pattern.compile(".*/results$"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Run again")).first().click();
        assertThat(page.locator("form")).containsText("weather.csv");
    }

    private void count(String start, String end, String pause) {
        page.locator("[name=start]").fill(start);
        page.locator("[name=end]").fill(end);
        page.locator("[name=pause]").fill(pause);
        send();
    }

    private void send() {
        Locator button = page.locator("main form button[type=submit]").last();
        button.click();
    }

    private String job() {
        Matcher m = Pattern.compile("/jobs/(\\w{22})").matcher(page.url());
        assertTrue(m.find(), page.url());
        return m.group(1);
    }
}
