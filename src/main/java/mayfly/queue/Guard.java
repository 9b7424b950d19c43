package mayfly.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import mayfly.store.StoreDown;

/** In one place: what the store and the disk may throw becomes a refusal in words. */
final class Guard {
    private Guard() { }

    static <T> T guarded(Callable<T> work) {
        try {
            return work.call();
        } catch (StoreDown e) {
            throw new Refusal(Refusal.Reason.STORE_DOWN, "The job store cannot be reached.", Duration.ofSeconds(10), e);
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            // The system's words (errno 28 and 122), which the JDK hands on; they mean the disk's bytes and its names alike.
            if (why.contains("No space left") || why.contains("quota exceeded")) throw new Refusal(Refusal.Reason.DISK_FULL, "The disk of this server is full.", Duration.ofMinutes(5), e);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
