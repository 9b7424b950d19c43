package mayfly.app.redis;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * {@code HOME/redis/connection}: one line, the URI of the Redis in use with its password. Workers read it from there, because a
 * secret stands neither on a command line nor in an environment.
 */
public final class ConnectionFile {
    private ConnectionFile() { }

    public static Path in(Path home) {
        return home.resolve("redis").resolve("connection");
    }

    public static void write(Path home, URI uri) throws IOException {
        PrivateFile.folder(home.resolve("redis"));
        PrivateFile.write(in(home), uri.toString());
    }
}
