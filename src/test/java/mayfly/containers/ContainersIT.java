package mayfly.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same WAR in every server that it is made for, one after the other. */
class ContainersIT {
    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void servesAndStops(Container.Way way) throws Exception {
        try (Container container = Container.start(way, folder, Map.of())) {
            isAlive(container);
            keepsItsInsidesToItself(container);
            doesAJob(container);
            container.stop();
            assertEquals(0, Redis.running(container.home()), "redis-server left behind\n" + container.log());
        }
    }

    private static void isAlive(Container container) throws Exception {
        HttpResponse<String> live = ServerProcess.get(container.url("health/live"));
        assertEquals("ok", live.body().strip());
        assertEquals("text/plain;charset=utf-8", live.headers().firstValue("Content-Type").orElse("").toLowerCase().replace(" ", ""));
        assertTrue(live.headers().firstValue("Set-Cookie").isEmpty());
    }

    private static void keepsItsInsidesToItself(Container container) throws Exception {
        for (String path : List.of("mayfly/app/boot/Main.class", "WEB-INF/web.xml", "META-INF/MANIFEST.MF", "mayfly/")) {
            int status = ServerProcess.get(container.url(path)).statusCode();
            assertTrue(status == 403 || status == 404, path + ": " + status);
        }
        assertFalse(ServerProcess.get(container.url("")).body().contains("Directory: "), "lists its folders");
    }

    /** The place for one job from its form to its results, in every server. */
    private static void doesAJob(Container container) {
    }
}
