package mayfly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What forms gain where script runs, and that they lose nothing where it does not; on a telephone in the dark. */
class FormIT {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>.txt";
    private static final Pattern RESULTS = Pattern.compile(".*/results$");
    @TempDir
    static Path folder;
    static Browsers browsers;
    static RunningMayfly mayfly;
    final List<String> complaints = new ArrayList<>();
    BrowserContext context;
    Page page;

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        mayfly = new RunningMayfly(folder, Map.of("MAYFLY_UPLOAD_LIMIT", "3 MB"));
    }

    @AfterAll
    static void stop() {
        if (mayfly != null) mayfly.close();
        if (browsers != null) browsers.close();
    }

    @BeforeEach
    void open() {
        context = browsers.context(true, ColorScheme.DARK, 360);
        page = listened(context.newPage());
        page.navigate(mayfly.url("/processes/echo"));
    }

    @AfterEach
    void leave() {
        context.close();
        assertEquals(List.of(), complaints);
    }

    private Page listened(Page page) {
        page.onConsoleMessage(m -> complaints.add(m.text()));
        page.onPageError(complaints::add);
        return page;
    }

    @Test
    void aDependentFieldIsThereOnlyWhenItIsAskedFor() {
        Locator shade = page.locator("fieldset:has(> legend:text('A shade of it'))");
        assertThat(shade).isHidden();
        page.locator("[name=colour]").selectOption("blue");
        assertThat(shade).isVisible();
        page.getByLabel("Dark").check();
        field("text").fill("hello");
        send();
        assertThat(page.locator("main")).containsText("dark");
        page.navigate(mayfly.url("/processes/echo?text=hello&shade=dark"));
        send();
        assertThat(page.locator("main")).containsText("hello");
        assertThat(page.locator("main")).not().containsText("dark");
    }

    @Test
    void faultsAreSaidBesideTheFieldBeforeAnythingIsSent() {
        field("whole").fill("5000");
        assertThat(page.locator("#in-whole-fault")).hasCount(0);
        field("whole").blur();
        assertThat(page.locator("#in-whole-fault")).hasText("Write a whole number from -1000 to 1000; you wrote “5000”.");
        assertThat(page.locator("[aria-live=polite]:has(#in-whole-fault)")).isVisible();
        assertThat(field("whole")).hasAttribute("aria-describedby", "in-whole-help in-whole-fault");
        assertThat(field("whole")).hasAttribute("aria-invalid", "true");
        button("Send it").click();
        assertThat(field("text")).isFocused();
        assertThat(page.locator("#in-text-fault")).hasText("Write text of 1 to 200 characters.");
        looksRight();
        field("text").fill("x");
        field("whole").fill("50");
        assertThat(page.locator(".fault")).hasCount(0);
        assertThat(field("whole")).hasAttribute("aria-describedby", "in-whole-help");
        assertFalse((Boolean) page.evaluate("document.querySelector('[name=whole]').matches(':invalid')"));
        send();
    }

    @Test
    void theServersWordsAreTheSame() {
        field("whole").fill("1.5");
        field("whole").blur();
        String here = page.locator("#in-whole-fault").textContent();
        try (BrowserContext without = browsers.context(false, ColorScheme.DARK, 360)) {
            Page plain = without.newPage();
            plain.navigate(mayfly.url("/processes/echo"));
            assertThat(plain.getByText("Only if “One of many” has a value.")).isVisible();
            plain.locator("[name=text]").fill("x");
            plain.evaluate("document.querySelector('[name=whole]').removeAttribute('pattern')");
            plain.locator("[name=whole]").fill("1.5");
            plain.locator("form button[type=submit]").click();
            assertThat(plain.locator("#in-whole-fault")).hasText(here);
        }
    }

    @Test
    void theBrowserItselfChecksWhereThereIsNoScript() {
        try (BrowserContext without = browsers.context(false, ColorScheme.DARK, 360)) {
            Page plain = without.newPage();
            plain.navigate(mayfly.url("/processes/echo?text=x&whole=many"));
            plain.locator("form button[type=submit]").click();
            assertThat(plain.locator("[name=whole]")).isFocused();
            assertTrue(plain.url().contains("whole=many"), plain.url());
            plain.locator("[name=whole]").fill("7");
            plain.locator("form button[type=submit]").click();
            plain.waitForURL(RESULTS);
        }
    }

    @Test
    void filesAreDroppedListedAndLeftOutByKeyboard() {
        drop("files", "one.txt", "two.txt", HOSTILE);
        assertThat(page.locator(".chosen li")).hasText(new String[] {"one.txt, 3\u00a0bytes Leave out", "two.txt, 3\u00a0bytes Leave out", HOSTILE + ", 3\u00a0bytes Leave out"});
        drop("files", "one.txt");
        assertThat(page.locator(".chosen li")).hasCount(3);
        looksRight();
        button("Leave out two.txt").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".chosen li")).hasCount(2);
        assertThat(button("Leave out " + HOSTILE)).isFocused();
        field("text").fill("x");
        send();
        assertThat(page.locator("main")).containsText("one.txt");
        assertThat(page.locator("main")).containsText(HOSTILE);
        assertThat(page.locator("main")).not().containsText("two.txt");
    }

    @Test
    void filesAreChosenByKeyboardToo() {
        var choosers = new ArrayList<FileChooser>();
        page.onFileChooser(choosers::add);
        page.navigate(mayfly.url("/processes/echo")); // from here on the browser hands its dialogs to us
        for (String name : List.of("a.txt", "b.txt")) {
            field("files").focus();
            page.keyboard().press("Space");
            page.waitForCondition(() -> !choosers.isEmpty());
            choosers.remove(0).setFiles(new FilePayload(name, "text/plain", "abc".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(page.locator(".chosen li")).hasCount(2);
    }

    @Test
    void aPastedFileIsAFileAndAPastedTextStandsForOne() {
        field("file.paste").focus();
        page.evaluate("""
                () => {
                  const data = new DataTransfer();
                  data.items.add(new File(['abc'], 'shot.png', { type: 'image/png' }));
                  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                }""");
        assertThat(page.locator(".chosen li")).containsText("shot.png");
        field("file.paste").fill("words");
        field("file.paste").blur();
        assertThat(page.locator("#in-file-fault")).containsText("a text pasted as well");
        button("Leave out shot.png").click();
        assertThat(page.locator("#in-file-fault")).hasCount(0);
        field("text").fill("x");
        send();
        assertThat(page.locator("main")).containsText("pasted.txt");
    }

    @Test
    void aFileThatIsTooLargeIsNotEvenSent() {
        field("text").fill("x");
        field("file").setInputFiles(new FilePayload("large.bin", "application/octet-stream", new byte[3_000_001]));
        assertThat(page.locator("#in-file-fault")).hasText("“large.bin” is larger than 3.0\u00a0MB, the most that is accepted. Choose a smaller file.");
        button("Send it").click();
        assertThat(field("file")).isFocused();
    }

    @Test
    void sendingShowsHowFarItIsAndCanBeStopped() {
        var held = new ArrayList<Route>();
        page.route("**/execution", held::add);
        field("text").fill("sent once");
        field("file").setInputFiles(new FilePayload("a.bin", "application/octet-stream", new byte[2_000_000]));
        button("Send it").click();
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        assertThat(page.locator("form button[type=submit]")).hasAttribute("aria-disabled", "true");
        assertThat(button("Send it")).isFocused();
        page.keyboard().press("Enter");
        button("Stop sending").click();
        assertThat(page.locator(".sending [role=status]")).hasText("Stopped. Nothing was started.");
        assertThat(button("Send it")).isFocused();
        page.unroute("**/execution");
        page.route("**/execution", Route::abort);
        button("Send it").click();
        assertThat(page.locator(".sending [role=status]")).containsText("The connection broke off");
        assertTrue(complaints.removeIf(text -> text.contains("net::ERR_FAILED")));
        page.unroute("**/execution");
        page.route("**/execution", route -> {
            route.fetch(new Route.FetchOptions().setMaxRedirects(0)); // it reaches the server, and its answer never comes back
            route.abort();
        });
        button("Send it").click();
        assertThat(page.locator(".sending [role=status]")).containsText("The connection broke off");
        complaints.removeIf(text -> text.contains("net::ERR_FAILED"));
        page.unroute("**/execution");
        send();
        assertThat(page.locator("main")).containsText("a.bin");
        page.navigate(mayfly.url("/jobs"));
        assertThat(page.getByText("sent once")).hasCount(1);
    }

    @Test
    void aFormThatComesBackTakesThePlaceOfTheOneThatWasSent() {
        field("text").fill("first");
        field("files").setInputFiles(new FilePayload("a.txt", "text/plain", "abc".getBytes(StandardCharsets.UTF_8)));
        send();
        page.goBack();
        field("text").fill("second");
        field("files").setInputFiles(new FilePayload("a.txt", "text/plain", "abc".getBytes(StandardCharsets.UTF_8)));
        button("Send it").click();
        assertThat(page.locator(".note:has-text('This form was sent before, with other entries')")).isFocused();
        assertTrue(complaints.removeIf(text -> text.contains("422")));
        assertTrue(page.title().startsWith("This form was sent before"), page.title());
        assertThat(page.locator(".kept")).containsText("a.txt");
        assertThat(page.locator("fieldset:has(> legend:text('A shade of it'))")).isHidden();
        field("whole").fill("x");
        field("whole").blur();
        assertThat(page.locator("#in-whole-fault")).isVisible();
        field("whole").fill("");
        send();
        assertThat(page.locator("main")).containsText("second");
    }

    @Test
    void theLastInputsAreOfferedAndCanBeForgotten() {
        field("text").fill("remember me");
        page.locator("[name=colour]").selectOption("red");
        page.getByLabel("Dark").check();
        page.getByLabel("Large").check();
        page.getByLabel("A switch").check();
        field("file.paste").fill("not this");
        send();
        page.navigate(mayfly.url("/processes/echo"));
        looksRight();
        button("Fill in my last inputs").click();
        assertThat(field("text")).hasValue("remember me");
        assertThat(page.getByLabel("Dark")).isChecked();
        assertThat(page.getByLabel("Large")).isChecked();
        assertThat(page.getByLabel("A switch")).isChecked();
        assertThat(field("file.paste")).hasValue("");
        assertFalse(page.evaluate("JSON.stringify(localStorage)").toString().contains("not this"));
        button("Forget them").click();
        assertThat(page.getByText("Forgotten.")).isFocused();
        page.reload();
        assertThat(button("Fill in my last inputs")).hasCount(0);
        assertEquals("{}", page.evaluate("JSON.stringify(localStorage)"));
    }

    @Test
    void aBrowserThatRemembersNothingIsNoTrouble() {
        context.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('not here', 'SecurityError'); } })");
        page.navigate(mayfly.url("/processes/echo"));
        assertThat(page.getByText("This browser remembers")).hasCount(0);
        field("text").fill("x");
        send();
    }

    @Test
    void onlyFormsMayRunScriptAndOnlyOurs() {
        String policy = page.navigate(mayfly.url("/processes/echo")).headers().get("content-security-policy");
        assertTrue(policy.startsWith("default-src 'none'; ") && policy.endsWith("; script-src 'self'; connect-src 'self'"), policy);
        for (String other : List.of("/", "/jobs", "/about")) assertFalse(page.navigate(mayfly.url(other)).headers().get("content-security-policy").contains("script-src"), other);
        assertEquals(0, page.locator("script").count());
    }

    private Locator field(String name) {
        return page.locator("[name='" + name + "']");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void send() {
        page.locator("form button[type=submit]").last().click();
        page.waitForURL(RESULTS);
    }

    /** Files of three bytes each, as a person drops them. */
    private void drop(String input, String... names) {
        page.evaluate("""
                ([input, names]) => {
                  const data = new DataTransfer();
                  names.forEach(name => data.items.add(new File(['abc'], name, { type: 'text/plain', lastModified: 1 })));
                  const field = document.querySelector(`[name="${input}"]`).closest('[data-field]');
                  for (const type of ['dragover', 'drop']) field.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
                }""", List.of(input, List.of(names)));
    }

    private void looksRight() {
        assertTrue((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways");
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations().stream().map(v -> v.getId() + ": " + v.getNodes().get(0).getHtml()).toList());
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots/form-" + page.locator(".fault, .chosen li, .recall").first().evaluate("e => e.className || e.tagName") + ".png")));
    }
}
