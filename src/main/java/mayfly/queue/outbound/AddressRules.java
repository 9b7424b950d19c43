package mayfly.queue.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** Which addresses may be gone to: by their text, and once their name has been looked up, by what it stands for. */
public final class AddressRules {
    private static final int LONGEST = 2000;
    private final HostList hosts;
    private final boolean privateToo;
    private final Lookup lookup;

    /** Finds the addresses of a name. */
    interface Lookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** A name that stands for an address that may not be gone to. */
    static final class Inside extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Inside(String host) {
            super(host);
        }
    }

    public AddressRules(HostList hosts, boolean privateToo) {
        this(hosts, privateToo, InetAddress::getAllByName);
    }

    AddressRules(HostList hosts, boolean privateToo, Lookup lookup) {
        this.hosts = hosts;
        this.privateToo = privateToo;
        this.lookup = lookup;
    }

    /**
     * The same address put together anew from its parts, so that nobody after this reads it otherwise than it was checked; without its fragment.
     *
     * @throws NotAllowed saying what would be
     */
    public URI checked(URI address) throws NotAllowed {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) throw new NotAllowed("an address begins with https:// or http://.");
        if (address.toString().length() > LONGEST) throw new NotAllowed("an address has at most " + LONGEST + " characters.");
        if (address.getRawUserInfo() != null) throw new NotAllowed("a name or a password in an address is not passed on; write it without.");
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (!host.matches("[a-z0-9.-]+|\\[[0-9a-f:.]+]")) throw new NotAllowed("it names no host that can be read.");
        URI plain = URI.create(scheme + "://" + host + (address.getPort() == -1 ? "" : ":" + address.getPort()) + rest(address));
        if (!hosts.allows(plain)) throw new NotAllowed("this server goes only to " + hosts + ".");
        return plain;
    }

    private static String rest(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    /** The addresses of a name, to be used as they are: a second look-up may say something else. One among them that is not allowed spoils all. */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = lookup.find(host);
        for (InetAddress a : found) if (!PublicAddress.is(a) && !(privateToo && PublicAddress.isPrivate(a))) throw new Inside(host);
        return found;
    }
}
