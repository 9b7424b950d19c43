package mayfly.queue.outbound;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** What can go wrong with an address, in words that follow it. */
record Troubles(URI at, Duration time) {
    NotFetched of(ClassicHttpResponse response) {
        int status = response.getCode();
        String answered = at.getHost() + " answered " + status;
        if (status == 404 || status == 410) return new NotFetched("There is nothing at that address: " + answered + ".");
        if (status == 401 || status == 403 || status == 407) return new NotFetched("It is not open to everybody: " + answered + ". Addresses that need a login cannot be fetched.");
        if (status == 429 || status >= 500) return new NotFetched("Its server has troubles of its own: " + answered + ". Try again later.");
        return new NotFetched(answered + "; the file itself, with 200, would be accepted.");
    }

    NotFetched of(IOException e, boolean late) {
        if (e instanceof NotFetched already) return already;
        if (late) return tooSlow();
        if (e instanceof ConnectionRequestTimeoutException) return new NotFetched("Too many files are being fetched at the moment. Try again later.", e);
        if (e instanceof AddressRules.Inside) return new NotFetched(at.getHost() + " is not on the public internet; only hosts with public addresses are gone to.", e);
        if (e instanceof UnknownHostException) return new NotFetched("There is no host of the name " + at.getHost() + ".", e);
        if (e instanceof SSLException) return new NotFetched("No secure connection to " + at.getHost() + " can be made: its certificate is not valid for that name, or not trusted here.", e);
        if (e instanceof SocketTimeoutException) return new NotFetched(at.getHost() + " kept silent for " + WebClient.SILENCE + " s. Try again later.", e);
        if (e instanceof ZipException) return new NotFetched(at.getHost() + " says that the file is packed with gzip, but it is not.", e);
        return new NotFetched("The connection to " + at.getHost() + " failed or broke off. Try again later.", e);
    }

    NotFetched tooSlow() {
        return new NotFetched("It took longer than " + words(time) + ", which is as long as a file may take here.");
    }

    NotFetched tooLarge(long limit) {
        return new NotFetched("The file is larger than " + limit + " bytes, the most that is accepted.");
    }

    NotFetched packed(String encoding) {
        return new NotFetched(at.getHost() + " sends the file packed as “" + encoding.replaceAll("[^a-z0-9, ._-]", "?") + "”; as it is, or with gzip, it would be accepted.");
    }

    private static String words(Duration d) {
        if (d.toSeconds() == 0) return d.toMillis() + " ms";
        return d.toSeconds() % 60 == 0 ? d.toMinutes() + " min" : d.toSeconds() + " s";
    }
}
