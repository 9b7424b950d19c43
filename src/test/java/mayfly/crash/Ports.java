package mayfly.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports of the loopback address, below those that the system gives to outgoing connections: one of these may not take it while its server is down. */
final class Ports {
    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private Ports() { }

    static int free() throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            int port = FROM + (int) (Math.random() * (TO - FROM));
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new IOException("no free port from " + FROM + " to " + TO);
    }
}
