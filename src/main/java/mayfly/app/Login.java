package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.job.Owner;

/**
 * Sign-in by a proxy in front, which has asked people who they are and says so in a header. The header counts only where the connection comes from one of the proxies named:
 * from everybody else it is what anybody may write, and is not looked at.
 */
public final class Login {
    /** Nobody signs in. */
    public static final Login NONE = new Login("", List.of());
    /** An address of IPv4 or IPv6 in figures, so that no name is ever looked up. */
    private static final String ADDRESS = "\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*";

    private final String header;
    private final Set<InetAddress> proxies;

    /**
     * @param header  empty = nobody signs in
     * @param proxies addresses in figures
     */
    public Login(String header, List<String> proxies) {
        this.header = header;
        this.proxies = proxies.stream().map(Login::address).collect(Collectors.toSet());
    }

    /** A header that cannot be believed. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    /**
     * @return null where nobody has signed in
     * @throws Unclear when the proxy lets through more than one, or a name that cannot be one
     */
    Owner of(HttpServletRequest request) throws Unclear {
        if (header.isEmpty() || !proxies.contains(address(request.getRemoteAddr()))) return null;
        List<String> names = Collections.list(request.getHeaders(header));
        if (names.isEmpty() || names.size() == 1 && names.get(0).isBlank()) return null;
        if (names.size() > 1) throw new Unclear("The proxy in front of Mayfly has sent the header " + header + " " + names.size() + " times; it has to replace what browsers send.");
        try {
            return Owner.login(names.get(0).strip());
        } catch (IllegalArgumentException e) {
            throw new Unclear("The login that the proxy in front of Mayfly names is not of 1 to 64 letters, digits and . _ @ + -");
        }
    }

    /** @return null when it is none */
    static InetAddress address(String text) {
        String bare = text.replaceAll("[\\[\\]]|%.*", "");
        try {
            return bare.matches(ADDRESS) ? InetAddress.getByName(bare) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
