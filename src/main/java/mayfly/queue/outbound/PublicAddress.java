package mayfly.queue.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet: by IANA's registries of special-purpose addresses, so that what is not known to be public is not. An IPv6 address that
 * carries an IPv4 address inside is what that one is.
 */
final class PublicAddress {
    private static final List<Network> NOT_V4 = Network.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Where one provider of virtual machines answers them about themselves.
            "168.63.129.16/32");
    private static final List<Network> V6 = Network.of("2000::/3");
    private static final List<Network> NOT_V6 = Network.of("2001::/23", "2001:db8::/32", "3fff::/20");
    /** Those of houses and companies. */
    private static final List<Network> PRIVATE = Network.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "fc00::/7", "::1/128");
    /** Where virtual machines are told about themselves, secrets included: of nobody's intranet. */
    private static final List<Network> METADATA = Network.of("169.254.0.0/16", "100.100.100.200/32", "192.0.0.192/32", "168.63.129.16/32", "fd00:ec2::254/128", "fd20:ce::254/128");
    private static final List<Network> MAPPED = Network.of("::ffff:0:0:0/96", "::/96");
    private static final List<Network> NAT64 = Network.of("64:ff9b::/96");
    private static final List<Network> SIX_TO_FOUR = Network.of("2002::/16");

    private PublicAddress() { }

    static boolean is(InetAddress address) {
        byte[] a = inner(address.getAddress());
        if (a.length == 4) return !in(NOT_V4, a);
        return in(V6, a) && !in(NOT_V6, a);
    }

    /** One of an intranet, this machine included; never one for metadata, for a group, or without a router. */
    static boolean isPrivate(InetAddress address) {
        byte[] a = inner(address.getAddress());
        return in(PRIVATE, a) && !in(METADATA, a);
    }

    /** The IPv4 address inside, where there is one. The JDK itself makes IPv4 addresses of most that are mapped. */
    private static byte[] inner(byte[] a) {
        if (a.length == 4) return a;
        if (in(NAT64, a) || in(MAPPED, a) && !isOne(a) || isMapped(a)) return Arrays.copyOfRange(a, 12, 16);
        return in(SIX_TO_FOUR, a) ? Arrays.copyOfRange(a, 2, 6) : a;
    }

    /** ::ffff:a.b.c.d, which cannot be written down as a network: the JDK reads it as IPv4. */
    private static boolean isMapped(byte[] a) {
        for (int i = 0; i < 10; i++) if (a[i] != 0) return false;
        return a[10] == -1 && a[11] == -1;
    }

    /** ::1, which looks like one that carries 0.0.0.1. */
    private static boolean isOne(byte[] a) {
        for (int i = 0; i < 15; i++) if (a[i] != 0) return false;
        return a[15] == 1;
    }

    private static boolean in(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(n -> n.contains(address));
    }
}
