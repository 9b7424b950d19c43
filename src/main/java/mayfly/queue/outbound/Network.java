package mayfly.queue.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** A range of addresses, "10.0.0.0/8". */
record Network(byte[] address, int bits) {
    static List<Network> of(String... networks) {
        return Arrays.stream(networks).map(Network::of).toList();
    }

    private static Network of(String text) {
        int slash = text.indexOf('/');
        try {
            return new Network(InetAddress.getByName(text.substring(0, slash)).getAddress(), Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Never of an address of the other family. */
    boolean contains(byte[] other) {
        if (other.length != address.length) return false;
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> i % 8;
            if ((address[i / 8] & mask) != (other[i / 8] & mask)) return false;
        }
        return true;
    }
}
