package mayfly.app.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The files of an embedded Redis: {@code HOME/redis/{bin,data,redis.log,pid,lock,embedded}}. {@code embedded} holds its URI, with
 * the port and the random password that it keeps from one start to the next.
 */
record RedisFolder(Path path) {
    Path bin() {
        return path.resolve("bin");
    }

    Path data() throws IOException {
        return PrivateFile.folder(path.resolve("data"));
    }

    Path log() {
        return path.resolve("redis.log");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** @return where it was last started; empty before the first start */
    Optional<URI> address() throws IOException {
        String line = PrivateFile.read(path.resolve("embedded"));
        return line.isEmpty() ? Optional.empty() : Optional.of(URI.create(line));
    }

    /** @return the address of last time, with another port when a stranger has taken that one meanwhile */
    URI freeAddress() throws IOException {
        Optional<URI> last = address();
        if (last.isPresent() && free(last.get().getPort())) return last.get();
        String login = last.isPresent() ? last.get().getRawUserInfo() : "default:" + secret();
        URI uri = URI.create("redis://" + login + "@127.0.0.1:" + freePort() + "/0");
        PrivateFile.write(path.resolve("embedded"), uri.toString());
        return uri;
    }

    /** @return the process of the last start, when it is still that one: alive and running the binary kept here */
    Optional<ProcessHandle> process() throws IOException {
        String pid = PrivateFile.read(path.resolve("pid"));
        if (!pid.matches("\\d{1,18}")) return Optional.empty();
        return ProcessHandle.of(Long.parseLong(pid)).filter(this::ours);
    }

    void process(Process started) throws IOException {
        PrivateFile.write(path.resolve("pid"), Long.toString(started.pid()));
    }

    /** A dead process that nobody has reaped has no command any more, and a stranger under the same number has another. */
    boolean ours(ProcessHandle process) {
        return process.isAlive() && process.info().command().filter(command -> command.startsWith(bin().toString())).isPresent();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
