package mayfly.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium; no other is downloaded. */
final class Browsers implements AutoCloseable {
    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Path executable) {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(List.of("--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    /** Skips the tests of the calling class where there is no browser; where CI=true that is a failure. */
    static Browsers open() {
        Path executable = Stream.concat(Stream.ofNullable(System.getenv("MAYFLY_TEST_BROWSER")).filter(s -> !s.isBlank()), PLACES.stream())
                .map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
        if (executable == null && "true".equals(System.getenv("CI"))) throw new AssertionError("no Chromium here, and CI must not go without");
        Assumptions.assumeTrue(executable != null, "NO CHROMIUM HERE: the browser tests are skipped");
        return new Browsers(executable);
    }

    BrowserContext context(boolean script, ColorScheme scheme, int width) {
        return browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script).setColorScheme(scheme).setViewportSize(width, 900));
    }

    BrowserContext withoutScript() {
        return context(false, ColorScheme.LIGHT, 1280);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
