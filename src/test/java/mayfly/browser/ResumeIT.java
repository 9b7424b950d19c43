package mayfly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large file on its way through a slow line: the server is killed, the page loaded anew, and it goes on from where it was. */
class ResumeIT {
    private static final int SIZE = 24_000_000;
    private static final Pattern RESULTS = Pattern.compile(".*/results$");
    @TempDir
    static Path folder;
    static Browsers browsers;
    static RunningMayfly mayfly;
    static int port;
    static Path file;
    static String hash;
    final List<Request> asked = new ArrayList<>();
    BrowserContext context;
    Page page;

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        byte[] content = new byte[SIZE];
        new Random(7).nextBytes(content);
        file = Files.write(folder.resolve("large.bin"), content);
        hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        mayfly = running();
    }

    private static RunningMayfly running() throws Exception {
        return new RunningMayfly(folder, Map.of("MAYFLY_PORT", Integer.toString(port)));
    }

    @AfterAll
    static void stop() {
        if (mayfly != null) mayfly.close();
        if (browsers != null) browsers.close();
    }

    @BeforeEach
    void open() {
        context = browsers.context(true, ColorScheme.DARK, 360);
        page = context.newPage();
        page.onRequest(request -> { if (request.url().contains("/uploads/tus")) asked.add(request); });
        page.navigate(mayfly.url("/processes/echo?text=x"));
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @Test
    void theServerIsKilledInTheMiddleOfIt() throws Exception {
        slow(4_000_000);
        choose();
        send();
        untilSent(.2);
        mayfly.kill();
        assertThat(page.locator(".sending [role=status]")).containsText("It goes on from there as soon as the server answers.");
        slow(-1);
        mayfly = running();
        page.waitForURL(RESULTS);
        assertThat(page.locator("main")).containsText(hash);
        onceAndThenFromWhereItWas();
    }

    @Test
    void thePageIsLoadedAnewInTheMiddleOfIt() {
        slow(4_000_000);
        choose();
        send();
        untilSent(.2);
        page.reload();
        assertThat(page.locator(".begun")).containsText(Pattern.compile("large\\.bin, 24.MB, has arrived up to \\d+.%\\. Choose it again, and it goes on from there\\."));
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations().stream().map(v -> v.getId() + ": " + v.getNodes().get(0).getHtml()).toList());
        assertTrue((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways");
        slow(-1);
        choose();
        send();
        page.waitForURL(RESULTS);
        assertThat(page.locator("main")).containsText(hash);
        onceAndThenFromWhereItWas();
        page.navigate(mayfly.url("/processes/echo"));
        assertEquals(List.of(), page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('mayfly.upload'))"));
    }

    @Test
    void anUploadCanBeStoppedAndForgotten() {
        slow(4_000_000);
        choose();
        send();
        untilSent(.1);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop sending")).click();
        assertThat(page.locator(".sending [role=status]")).hasText("Stopped. Nothing was started.");
        page.reload();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Forget large.bin")).click();
        page.reload();
        page.waitForFunction("document.querySelector('.scripted')");
        assertEquals(List.of(), page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('mayfly.upload'))"));
        assertThat(page.locator(".begun")).hasCount(0);
    }

    /** One upload was begun, and some piece of it was continued beyond what the first page or server had taken in. */
    private void onceAndThenFromWhereItWas() {
        assertEquals(1, asked.stream().filter(r -> r.method().equals("POST")).count());
        List<Long> offsets = asked.stream().filter(r -> r.method().equals("PATCH")).map(r -> Long.valueOf(r.headers().get("upload-offset"))).toList();
        assertEquals(0L, offsets.get(0));
        assertTrue(offsets.stream().skip(1).allMatch(o -> o > 0), offsets.toString());
    }

    private void choose() {
        page.locator("[name=file]").setInputFiles(file);
    }

    private void send() {
        page.locator("form button[type=submit]").click();
    }

    private void untilSent(double part) {
        page.waitForFunction("part => document.querySelector('.sending progress')?.value > part", part);
    }

    /** @param speed bytes a second on their way up; -1 = as fast as they can */
    private void slow(int speed) {
        CDPSession session = context.newCDPSession(page);
        session.send("Network.enable");
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", speed);
        session.send("Network.emulateNetworkConditions", conditions);
    }
}
