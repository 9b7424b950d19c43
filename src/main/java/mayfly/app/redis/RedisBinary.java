package mayfly.app.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The static redis-server that comes inside a jar (org.signal:embedded-redis, taken as a carrier only), put on disk. */
final class RedisBinary {
    private RedisBinary() { }

    /**
     * @return an executable file in {@code folder}, named by its content so that another version lies beside it
     * @throws RedisUnavailable when the jar has none for this system
     */
    static Path in(Path folder) throws IOException {
        String resource = "/redis-server-7.0.15-" + system();
        try (InputStream stream = RedisBinary.class.getResourceAsStream(resource)) {
            if (stream == null)
                throw new RedisUnavailable("No embedded Redis for this system (" + system() + "); start a Redis 7 and name it in MAYFLY_REDIS_URI");
            byte[] content = stream.readAllBytes();
            Path file = PrivateFile.folder(folder).resolve("redis-server-" + hash(content));
            if (!Files.isExecutable(file) || Files.size(file) != content.length) put(content, file);
            return file;
        }
    }

    private static void put(byte[] content, Path file) throws IOException {
        Path beside = Files.createTempFile(file.getParent(), "redis-server", ".new");
        Files.write(beside, content);
        if (!beside.toFile().setExecutable(true)) throw new IOException(file + " cannot be made executable");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String system() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        String family = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : os.split(" ")[0];
        return family + "-" + switch (arch) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "i386", "x86" -> "386";
            default -> arch;
        };
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
