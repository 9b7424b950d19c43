package mayfly.queue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.job.Asked.Subscriber;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Notice;
import mayfly.queue.outbound.Messenger;
import mayfly.queue.outbound.Said;
import mayfly.queue.outbound.Schedule;
import mayfly.queue.outbound.Signatures;
import mayfly.store.Outbox;
import mayfly.store.StoreDown;

/**
 * Sends the letters that are due, a few at once, of each job one at a time. A letter is taken for a while; of a node that dies with it in hand another takes it then, so that its
 * reader may get it twice, under one id. What cannot be delivered is tried again for a day; of progress only the latest is told.
 */
final class Postman implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Postman.class.getName());
    private static final int AT_ONCE = 8;
    /** To one host: one that is slow does not hold up all others. */
    private static final int TO_ONE = 4;
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** Whoever comes to it later than this after it was taken (it slept) leaves it to others. */
    private static final Duration FRESH = Duration.ofSeconds(10);
    /** How soon one to a host that is busy comes up again. */
    private static final Duration ASIDE = Duration.ofSeconds(10);
    /** Between two letters of progress; and where the first was not taken in. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONG_PAUSE = Duration.ofMinutes(1);
    private final Stores stores;
    private final Messenger messenger;
    private final Signatures signatures;
    private final InstantSource clock;
    private final Runnable again;
    private final Semaphore hands = new Semaphore(AT_ONCE);
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "mayfly-postman-hand");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Notices notices;
    private volatile boolean more;

    /** @param again asks for another round */
    Postman(Stores stores, Messenger messenger, Signatures signatures, InstantSource clock, Runnable again) {
        this.stores = stores;
        this.messenger = messenger;
        this.signatures = signatures;
        this.clock = clock;
        this.again = again;
    }

    /** Before this nothing is sent. */
    void begin(Notices notices) {
        this.notices = notices;
        again.run();
    }

    void round() {
        more = false;
        for (int room = hands.availablePermits(); notices != null && room > 0; room = hands.availablePermits()) {
            long asked = System.nanoTime();
            List<Outbox.Claim> claims = stores.outbox().claim(room, LEASE);
            Map<String, JobRecord> jobs = stores.jobs().find(claims.stream().map(Outbox.Claim::job).toList());
            for (Outbox.Claim claim : claims) if (jobs.containsKey(claim.job())) hand(claim, jobs.get(claim.job()), asked);
            if (claims.size() < room) return;
        }
        more = true;
    }

    /** What is to be told of a job as it stands. */
    private record Due(Notice.Kind kind, String address) {
        static Due of(JobRecord job) {
            Subscriber s = job.asked().subscriber();
            if (!job.state().isFinal()) return new Due(Notice.Kind.PROGRESS, s.progress());
            return job.state() == JobState.SUCCESSFUL ? new Due(Notice.Kind.SUCCESS, s.success()) : new Due(Notice.Kind.FAILURE, s.failure());
        }
    }

    private void hand(Outbox.Claim claim, JobRecord job, long asked) {
        Due due = Due.of(job);
        if (due.address() == null) {
            stores.outbox().drop(claim);
            return;
        }
        URI address = URI.create(due.address());
        String host = String.valueOf(address.getHost());
        if (busy.merge(host, 1, Integer::sum) > TO_ONE) {
            busy.merge(host, -1, Integer::sum);
            stores.outbox().putBack(claim, ASIDE);
            return;
        }
        hands.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                deliver(claim, job, due.kind(), address, asked);
            } catch (StoreDown e) {
                LOG.log(Level.FINE, "what became of a letter is not written down; it is sent again", e);
            } finally {
                busy.merge(host, -1, (n, less) -> n + less == 0 ? null : n + less);
                hands.release();
                if (more) again.run();
            }
        });
    }

    private void deliver(Outbox.Claim claim, JobRecord job, Notice.Kind kind, URI address, long asked) {
        int tries = 1 + job.notices().stream().filter(n -> n.kind() == kind).mapToInt(Notice::sent).sum();
        Said said = send(job, kind, address, tries, asked);
        if (said == null) return;
        Duration next = next(kind, tries, said);
        stores.outbox().noticed(claim, kind, said.word(), next);
        if (kind != Notice.Kind.PROGRESS && next == null && !said.isDelivered()) {
            LOG.warning("job " + job.id() + ": " + address.getHost() + " could not be told of its " + kind.word() + " (" + said.word() + "); given up after " + tries + (tries == 1 ? " try" : " tries"));
        }
    }

    /** @return null when it is left to others */
    private Said send(JobRecord job, Notice.Kind kind, URI address, int tries, long asked) {
        try {
            Notices.Letter letter = notices.write(kind, job.id());
            if (System.nanoTime() - asked > FRESH.toNanos()) return null;
            // Of progress each letter is another one.
            String id = job.id() + "." + kind.word() + (kind == Notice.Kind.PROGRESS ? "." + tries : "");
            return messenger.post(address, signatures.headers(id, clock.instant(), letter.body()), letter.mediaType(), letter.body());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "job " + job.id() + ": the letter of its " + kind.word() + " cannot be written; it is tried again", e);
            return new Said("unwritten", null);
        }
    }

    private static Duration next(Notice.Kind kind, int tries, Said said) {
        if (kind == Notice.Kind.PROGRESS) return said.isDelivered() ? PAUSE : LONG_PAUSE;
        return said.isDelivered() || said.isFinal() ? null : Schedule.after(tries, ThreadLocalRandom.current().nextDouble(), said.again()).orElse(null);
    }

    /** Waits a little for letters on their way; those that take longer are sent again by whoever comes next. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        messenger.close();
        threads.shutdownNow();
    }
}
