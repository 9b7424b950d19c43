package mayfly.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mayfly.api.Later;
import mayfly.queue.JobService;

/**
 * Requests that wait for the end of a job, without a thread. Each goes back to the container's threads when it has ended or the time is over. When the application stops they
 * are answered as if their time were over: a container may stop without asking them, and their clients would wait for ever.
 */
final class Waiting implements AutoCloseable {
    private static final Logger LOG = System.getLogger("mayfly.app");
    private final JobService jobs;
    private final Map<AsyncContext, Later> all = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Waiting(JobService jobs) {
        this.jobs = jobs;
    }

    /** Nothing may be done with the request after this: it may be answered already. @param context of the request, which has no time limit of the container's */
    void hold(AsyncContext context, Later later) {
        all.put(context, later);
        if (closed || !jobs.whenOver(later.job(), later.most(), () -> resume(context))) resume(context);
    }

    private void resume(AsyncContext context) {
        if (all.remove(context) != null) context.dispatch();
    }

    /** In the container's last moments, when it dispatches nothing any more. */
    @Override
    public void close() {
        closed = true;
        for (AsyncContext context : all.keySet()) {
            Later later = all.remove(context);
            if (later != null) answer(context, later);
        }
    }

    private static void answer(AsyncContext context, Later later) {
        try {
            later.then().give((HttpServletRequest) context.getRequest(), (HttpServletResponse) context.getResponse());
            context.complete();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "the client went away: " + e);
        }
    }
}
