package mayfly.worker.samples;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import mayfly.worker.InputFile;

/** Profiles one file in a process of its own, to see what memory and time it takes: FILE FOLDER [KEY]. Prints rows, seconds and processor seconds. */
public final class ProfileMain {
    private ProfileMain() { }

    public static void main(String[] args) throws Exception {
        Path table = Path.of(args[0]);
        InMemoryJob job = new InMemoryJob(Path.of(args[1]));
        long begin = System.nanoTime();
        TableProfile.Outputs out = new TableProfile().run(new TableProfile.Inputs(
                new InputFile(table, table.getFileName().toString(), Files.size(table), "text/csv"), null, null, null, null, null,
                args.length > 2 ? args[2] : null, null, null), job);
        System.out.printf("%d rows, %d columns, %.2f s, %.2f s of it computing%n", out.profile().totals().rows(), out.profile().totals().columns(),
                (System.nanoTime() - begin) / 1e9, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9);
        String json = new tools.jackson.databind.ObjectMapper().writeValueAsString(out.profile());
        Files.writeString(Path.of(args[1]).resolve("profile.json"), json);
    }
}
