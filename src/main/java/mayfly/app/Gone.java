package mayfly.app;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/** Tells a client that went away from a fault of ours. Containers name it differently. */
final class Gone {
    private static final Logger LOG = System.getLogger("mayfly.web");
    private static final Set<String> NAMES = Set.of("EofException", "EOFException", "ClientAbortException", "SocketException", "SocketTimeoutException",
            "ClosedChannelException", "TimeoutException", "MalformedStreamException", "QuietException");

    private Gone() { }

    /** Whether nobody is there to be answered; says so in the log, in one line. */
    static boolean is(Exception e, HttpServletResponse response) {
        // Only what reading and writing threw itself: a refusal of ours may have a broken connection to the store as its cause.
        for (Throwable t = e; t instanceof IOException || t instanceof UncheckedIOException; t = t.getCause()) {
            if (NAMES.contains(t.getClass().getSimpleName())) {
                LOG.log(Level.DEBUG, "the client went away: " + e);
                return true;
            }
        }
        // Half an answer has left: it can only be broken off.
        if (response.isCommitted()) LOG.log(Level.ERROR, "an answer broke off", e);
        return response.isCommitted();
    }
}
