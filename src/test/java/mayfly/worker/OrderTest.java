package mayfly.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import mayfly.job.JobId;
import mayfly.job.Limits;
import mayfly.job.RetryPolicy;
import mayfly.job.RunFolder;
import mayfly.store.ScriptNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderTest {
    @TempDir
    Path home;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path odd = Files.createDirectories(home.resolve(" a=b: #c \\ über\t日本\nline"));
        var folder = new RunFolder(odd, JobId.fresh(), 7);
        var limits = new Limits(Duration.ofSeconds(1), Duration.ZERO, Duration.ofMillis(3), 1L << 33);
        var order = new Order(folder, odd.resolve("connection"), Duration.ofSeconds(9), "a.B$C", limits, "höst", ScriptNames.current(), RetryPolicy.DEFAULT.text(), 2, "", "/sys/fs/cgroup/x");
        Path file = home.resolve("order");
        order.write(file);
        assertEquals(order, Order.read(file));
    }
}
