package mayfly.app;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/** Tells a request that broke off from a fault of ours. Containers name it differently. */
final class Gone {
    private static final Logger LOG = System.getLogger("mayfly.web");
    private static final Set<String> NAMES = Set.of("EofException", "EOFException", "ClientAbortException", "SocketException", "SocketTimeoutException",
            "ClosedChannelException", "TimeoutException", "QuietException");

    private Gone() { }

    /** Whether the request ended before it was whole, or the client stopped listening: mostly nobody is there to be answered. */
    static boolean is(Throwable e) {
        // Only what reading and writing threw itself: a refusal of ours may have a broken connection to the store as its cause.
        for (Throwable t = e; t instanceof IOException || t instanceof UncheckedIOException; t = t.getCause()) {
            if (!named(t.getClass())) continue;
            LOG.log(Level.DEBUG, "the client went away: " + e);
            return true;
        }
        return false;
    }

    /** Whether half an answer has left, so that it can only be broken off; says so in the log when the fault is ours. */
    static boolean midAnswer(Throwable e, HttpServletResponse response) {
        if (response.isCommitted() && !is(e)) LOG.log(Level.ERROR, "an answer broke off", e);
        return response.isCommitted();
    }

    /** By the class or one that it extends: Jetty has nameless kinds of its EofException. */
    private static boolean named(Class<?> c) {
        for (; c != null; c = c.getSuperclass()) if (NAMES.contains(c.getSimpleName())) return true;
        return false;
    }
}
