package mayfly.queue.outbound;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hosts that a deployment allows, by name.
 *
 * @param hosts in the order of the setting; may be empty
 */
public record HostList(List<Host> hosts) {
    public static final HostList NONE = new HostList(List.of());
    public static final String ACCEPTED = "names such as data.example.org, *.example.org (every name below it) or data.example.org:8443, separated by commas";
    private static final Pattern FORM = Pattern.compile("(\\*\\.)?([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])(?::(\\d{1,5}))?");
    /** How many are named to somebody who asked for another. */
    private static final int SHOWN = 10;

    /**
     * @param below whether the names below it are meant, and it is not
     * @param name  in small letters; an IPv6 address stands in brackets
     * @param port  0 = the usual one of http or https
     */
    public record Host(boolean below, String name, int port) {
        boolean allows(String scheme, String host, int asked) {
            if (port == 0 ? asked != usual(scheme) : asked != port) return false;
            return below ? host.endsWith("." + name) && host.length() > name.length() + 1 : host.equals(name);
        }

        @Override
        public String toString() {
            return (below ? "*." : "") + name + (port == 0 ? "" : ":" + port);
        }
    }

    /** @throws IllegalArgumentException when a part of the text is no such host; its message is the part */
    public static HostList of(String text) {
        return new HostList(Arrays.stream(text.split("[,\\s]+")).filter(s -> !s.isEmpty()).map(HostList::host).toList());
    }

    private static Host host(String text) {
        Matcher m = FORM.matcher(text.toLowerCase(Locale.ROOT));
        int port = m.matches() && m.group(3) != null ? Integer.parseInt(m.group(3)) : 0;
        if (!m.matches() || m.group(3) != null && port == 0 || port > 65_535 || m.group(2).contains("..")) throw new IllegalArgumentException(text);
        return new Host(m.group(1) != null, m.group(2), port);
    }

    public boolean isEmpty() {
        return hosts.isEmpty();
    }

    /** @param address with a scheme and a host in small letters */
    boolean allows(URI address) {
        int port = address.getPort() == -1 ? usual(address.getScheme()) : address.getPort();
        return hosts.stream().anyMatch(h -> h.allows(address.getScheme(), address.getHost(), port));
    }

    private static int usual(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** For people: the first of them. */
    @Override
    public String toString() {
        String first = hosts.stream().limit(SHOWN).map(Host::toString).collect(Collectors.joining(", "));
        return hosts.size() > SHOWN ? first + " and " + (hosts.size() - SHOWN) + " more" : first;
    }
}
