package mayfly.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A redis-server of the suite's own: on the loopback address, every write on disk before it is answered. */
final class RedisServer extends Part {
    private final Path folder;
    private final Path binary;
    private final int port = Ports.free();
    private final String password = Long.toHexString(System.nanoTime());

    RedisServer(Path folder) throws IOException {
        super("redis");
        this.folder = Files.createDirectories(folder);
        this.binary = folder.resolve("redis-server");
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Files.write(binary, PackedWar.resource("/redis-server-7.0.15-linux-" + arch));
        if (!binary.toFile().setExecutable(true)) throw new IOException(binary + " cannot be made executable");
    }

    URI uri() {
        return URI.create("redis://:" + password + "@127.0.0.1:" + port + "/0");
    }

    Jedis connect() {
        return new Jedis(uri());
    }

    @Override
    ProcessBuilder command() throws IOException {
        Path settings = Files.writeString(folder.resolve("redis.conf"), "bind 127.0.0.1\nport " + port + "\nrequirepass " + password + "\nappendonly yes\nappendfsync always\nsave \"\"\n");
        var builder = new ProcessBuilder(List.of(binary.toString(), settings.toString())).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    }

    @Override
    boolean answers() {
        try (Jedis redis = connect()) {
            return "PONG".equals(redis.ping());
        } catch (JedisException e) {
            return false;
        }
    }
}
