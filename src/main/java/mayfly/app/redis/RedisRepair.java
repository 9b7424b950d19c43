package mayfly.app.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import mayfly.launch.Child;

/** Cuts an unreadable end off the append-only file with Redis's own tool, after the whole folder has been copied. */
final class RedisRepair {
    private RedisRepair() { }

    /**
     * @return the copy of the folder as it was
     * @throws RedisUnavailable when the tool does not manage
     */
    static Path repair(RedisFolder folder, Path binary, InstantSource time) throws IOException, InterruptedException {
        Path copy = folder.path().resolve("data-damaged-" + time.millis());
        copy(folder.data(), copy);
        // The one binary is several programs and goes by the name under which it is called.
        Path tool = binary.resolveSibling("redis-check-aof");
        Files.deleteIfExists(tool);
        Files.createSymbolicLink(tool, binary.getFileName());
        Path log = folder.path().resolve("repair.log");
        Process process = Child.start(new ProcessBuilder(List.of(tool.toString(), "--fix", folder.data().resolve("appendonlydir/appendonly.aof.manifest").toString()))
                .redirectErrorStream(true).redirectOutput(log.toFile()));
        try (OutputStream in = process.getOutputStream()) {
            in.write("y\n".getBytes(StandardCharsets.UTF_8));
        }
        if (process.waitFor() != 0)
            throw new RedisUnavailable("The embedded Redis cannot read its data, and repair failed; see " + log + "; the data as found is in " + copy);
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }
}
