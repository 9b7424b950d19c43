package mayfly.queue.outbound;

import java.io.IOException;

/** A file that could not be had, in words for the person who named it. */
public final class NotFetched extends IOException {
    private static final long serialVersionUID = 1L;

    NotFetched(String message) {
        super(message);
    }

    NotFetched(String message, Throwable cause) {
        super(message, cause);
    }
}
