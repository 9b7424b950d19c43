package mayfly.queue.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be gone to. */
class AddressRulesTest {
    private final AddressRules rules = new AddressRules(HostList.of("data.example.org, *.example.net odd.example.org:8443 [2001:DB8::1]:80"), false);

    @ParameterizedTest
    @CsvSource({"http://data.example.org, http://data.example.org/", "HTTPS://Data.Example.ORG./a%20b?c=d#e, https://data.example.org/a%20b?c=d", "http://data.example.org:80/, http://data.example.org:80/",
        "https://data.example.org:443/, https://data.example.org:443/", "https://a.b.example.net/x, https://a.b.example.net/x", "http://odd.example.org:8443/, http://odd.example.org:8443/",
        "http://[2001:db8::1]/, http://[2001:db8::1]/"})
    void allowed(String asked, String plain) throws NotAllowed {
        assertEquals(URI.create(plain), rules.checked(URI.create(asked)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/", "http://data.example.org.evil.example/", "http://evildata.example.org/", "http://data.example.org:8080/", "http://data.example.org:443/", "https://data.example.org:80/",
        "http://example.net/", "http://.example.net/", "http://xexample.net/", "http://odd.example.org/", "https://odd.example.org/", "http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/",
        "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://data.example.org@evil.example/", "http://user:secret@data.example.org/", "http://@data.example.org/",
        "http://data_example.org/", "ftp://data.example.org/", "file:///etc/passwd", "file://data.example.org/etc/passwd", "jar:http://data.example.org/!/", "mailto:a@data.example.org", "data.example.org/x", "//data.example.org/x",
        "http:///x", "http:data.example.org", "http://data.example.org:99999/"})
    void notAllowed(String asked) {
        String why = assertThrows(NotAllowed.class, () -> rules.checked(URI.create(asked))).getMessage();
        assertTrue(why.contains("data.example.org, *.example.net, odd.example.org:8443") || why.contains("https://") || why.contains("write it without") || why.contains("no host"), why);
    }

    @Test
    void anAddressHasAnEnd() {
        assertThrows(NotAllowed.class, () -> rules.checked(URI.create("http://data.example.org/" + "x".repeat(2000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.0.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8", "2002:808:808::1"})
    void publicOnes(String address) throws Exception {
        assertTrue(PublicAddress.is(InetAddress.getByName(address)), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.1.1",
        "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::ffff:0:10.0.0.1",
        "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001::1", "2001:db8::1", "3fff::1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::1", "2002:7f00:1::1", "2002:a00:1::1", "100::1", "5f00::1"})
    void notPublic(String address) throws Exception {
        assertEquals(false, PublicAddress.is(InetAddress.getByName(address)), address);
    }

    @Test
    void aMappedAddressIsWhatItCarriesAlsoWhereTheJdkDidNotSeeIt() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = -1;
        mapped[12] = 127;
        mapped[15] = 1;
        InetAddress six = java.net.Inet6Address.getByAddress(null, mapped, -1);
        assertEquals(16, six.getAddress().length);
        assertEquals(false, PublicAddress.is(six));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,true", "::1,true", "10.1.2.3,true", "192.168.0.1,true", "fd12::1,true", "169.254.169.254,false", "fe80::1,false", "fd00:ec2::254,false", "100.100.100.200,false", "168.63.129.16,false",
        "224.0.0.1,false", "0.0.0.0,false", "64:ff9b::169.254.169.254,false"})
    void anIntranetIsNeitherMetadataNorAGroup(String address, boolean allowed) throws Exception {
        InetAddress found = InetAddress.getByName(address);
        AddressRules open = new AddressRules(HostList.NONE, true, host -> new InetAddress[] {found});
        if (allowed) assertEquals(found, open.resolve("any")[0]);
        else assertThrows(UnknownHostException.class, () -> open.resolve("any"));
        assertThrows(UnknownHostException.class, () -> new AddressRules(HostList.NONE, false, host -> new InetAddress[] {found}).resolve("any"));
    }

    @Test
    void oneAddressThatIsNotPublicSpoilsAll() throws Exception {
        InetAddress[] both = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
        assertThrows(UnknownHostException.class, () -> new AddressRules(HostList.NONE, false, host -> both).resolve("any"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*.", "http://a.org", "a.org/x", "a..org", "a.org:0", "a.org:65536", "a.org:", "user@a.org", "a_b.org", "-a.org", "a.*.org", "*a.org"})
    void noHost(String text) {
        assertEquals(text, assertThrows(IllegalArgumentException.class, () -> HostList.of("good.org, " + text)).getMessage());
    }
}
