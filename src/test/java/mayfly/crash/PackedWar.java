package mayfly.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mayfly.crash.task.Again;
import mayfly.crash.task.Failing;
import mayfly.crash.task.Forking;
import mayfly.crash.task.Saving;

/** The WAR with one more jar in it, as an author of computations would add it, and the descriptions that go with it. */
final class PackedWar {
    private static final List<Class<?>> CLASSES = List.of(Again.class, Again.In.class, Again.Out.class, Failing.class, Failing.In.class, Failing.Out.class,
            Forking.class, Forking.In.class, Forking.Out.class,
            Saving.class, Saving.In.class, Saving.Out.class, Saving.State.class);
    private static final List<String> DESCRIPTIONS = List.of("crash-count", "crash-brief", "crash-fail", "crash-again", "crash-fork", "crash-save");

    private PackedWar() { }

    static Path in(Path folder) throws IOException {
        Path war = Files.copy(Path.of(System.getProperty("test.war", "target/mayfly.war")), folder.resolve("mayfly.war"));
        try (FileSystem zip = FileSystems.newFileSystem(war)) {
            Files.write(zip.getPath("/WEB-INF/lib/crash-tasks.jar"), jar());
        }
        return war;
    }

    private static byte[] jar() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                zip.putNextEntry(new ZipEntry(name));
                zip.write(resource("/" + name));
            }
        }
        return bytes.toByteArray();
    }

    /** @return the folder with them, for MAYFLY_PROCESSES */
    static Path descriptions(Path folder) throws IOException {
        Path processes = Files.createDirectories(folder.resolve("processes"));
        for (String id : DESCRIPTIONS) Files.write(processes.resolve(id + ".yaml"), resource("/mayfly/crash/processes/" + id + ".yaml"));
        return processes;
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = PackedWar.class.getResourceAsStream(name)) {
            if (in == null) throw new IOException("no resource " + name);
            return in.readAllBytes();
        }
    }
}
