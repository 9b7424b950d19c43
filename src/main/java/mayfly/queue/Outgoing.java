package mayfly.queue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import mayfly.job.Asked.Subscriber;
import mayfly.queue.outbound.AddressRules;
import mayfly.queue.outbound.Messenger;
import mayfly.queue.outbound.Outbound;

/** All that goes out to other servers: inputs are fetched, subscribers are told. */
final class Outgoing implements AutoCloseable {
    /** How long one letter may take. */
    private static final Duration TELLING = Duration.ofSeconds(15);
    private final References references;
    private final Subscribers subscribers;
    private final Postman postman;
    private final Round posting;
    private final boolean tells;

    Outgoing(Outbound outbound, Stores stores, Uploads uploads, Absence absence) {
        references = new References(outbound, uploads);
        var rules = new AddressRules(outbound.callbacks(), outbound.privateToo());
        subscribers = new Subscribers(outbound.callbacks(), rules);
        tells = !outbound.callbacks().isEmpty();
        postman = new Postman(stores, new Messenger(rules, TELLING), outbound.signatures(), stores.leases()::about, this::post);
        posting = new Round("postman", Duration.ofSeconds(1), absence, postman::round);
    }

    void start() {
        posting.start();
    }

    /** From now on subscribers are told, in these words. */
    void tell(Notices notices) {
        postman.begin(notices);
    }

    /** A job has reached a final state. */
    void over() {
        if (tells) post();
    }

    private void post() {
        posting.wake();
    }

    /** See {@link JobService#fetch}. */
    Upload fetch(String input, URI address, String mediaType, long limit) throws IOException {
        return references.fetch(input, address, mediaType, limit);
    }

    /** @throws Refusal BAD_REFERENCE that names the address which cannot be used */
    void check(Subscriber subscriber) {
        subscribers.check(subscriber);
    }

    @Override
    public void close() {
        posting.close();
        postman.close();
        references.close();
    }
}
