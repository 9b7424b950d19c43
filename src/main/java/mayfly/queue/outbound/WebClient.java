package mayfly.queue.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.config.Http1Config;

/**
 * A client that does what it is told and nothing by itself: follows no redirect, keeps no cookie and no connection, answers no challenge, unpacks nothing, tries nothing
 * again, asks no proxy, and connects only to the addresses that the rules have passed.
 */
final class WebClient {
    /** Silence while connecting, or between two bytes, in seconds. */
    static final int SILENCE = 10;
    private static final int AT_ONCE = 32;

    private WebClient() { }

    static CloseableHttpClient with(AddressRules rules) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Pinned(rules)).setMaxConnTotal(AT_ONCE).setMaxConnPerRoute(AT_ONCE)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(16_384).build()).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(SILENCE, TimeUnit.SECONDS).setSocketTimeout(SILENCE, TimeUnit.SECONDS).build()).build();
        return HttpClients.custom().setConnectionManager(connections).setRoutePlanner(new DefaultRoutePlanner(null))
                .setDefaultRequestConfig(RequestConfig.custom().setConnectionRequestTimeout(SILENCE, TimeUnit.SECONDS).setResponseTimeout(SILENCE, TimeUnit.SECONDS)
                        .setProtocolUpgradeEnabled(false).build())
                .setConnectionReuseStrategy((request, response, context) -> false).setUserAgent("Mayfly")
                .disableRedirectHandling().disableCookieManagement().disableAuthCaching().disableAutomaticRetries().disableContentCompression().build();
    }

    /** Looks a name up once, when its connection is made, which then goes to what has been checked. */
    private record Pinned(AddressRules rules) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return rules.resolve(host);
        }

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            return Arrays.stream(rules.resolve(host)).map(address -> new InetSocketAddress(address, port)).toList();
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
