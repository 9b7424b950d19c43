package mayfly.queue;

import java.io.IOException;
import java.net.URI;
import mayfly.queue.outbound.AddressRules;
import mayfly.queue.outbound.Fetcher;
import mayfly.queue.outbound.NotFetched;
import mayfly.queue.outbound.Outbound;

/** Inputs by reference: fetched from the hosts that the deployment allows, and stored as uploads while they come. */
final class References implements AutoCloseable {
    private final Outbound outbound;
    private final Uploads uploads;
    private final Fetcher fetcher;

    References(Outbound outbound, Uploads uploads) {
        this.outbound = outbound;
        this.uploads = uploads;
        fetcher = new Fetcher(new AddressRules(outbound.fetch(), outbound.privateToo()), outbound.fetchTime());
    }

    /** See {@link JobService#fetch}. */
    Upload fetch(String input, URI address, String mediaType, long limit) throws IOException {
        if (outbound.fetch().isEmpty()) throw refusal(input, address, "Files by reference are not taken in here; send the content itself.", null);
        uploads.checkHome();
        try {
            return fetcher.fetch(address, input, limit, (name, type, bytes) -> uploads.receive(input, name, mediaType == null || mediaType.isBlank() ? type : mediaType, bytes, limit));
        } catch (NotFetched e) {
            throw refusal(input, address, e.getMessage(), e);
        }
    }

    private static Refusal refusal(String input, URI address, String why, Throwable cause) {
        return new Refusal(Refusal.Reason.BAD_REFERENCE, "“" + input + "”: " + Words.address(address) + " was not fetched. " + why, null, cause);
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
