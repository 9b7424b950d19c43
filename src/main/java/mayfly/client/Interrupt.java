package mayfly.client;

import java.net.URI;

/** Ctrl-C while a job is waited for: the job goes on, and how it is found is said; or it is dismissed, where that was asked for. */
final class Interrupt {
    private final Http http;
    private final Terminal terminal;
    private URI job;
    private boolean dismiss;

    Interrupt(Http http, Terminal terminal) {
        this.http = http;
        this.terminal = terminal;
    }

    synchronized void watch(URI job, boolean dismiss) {
        this.job = job;
        this.dismiss = dismiss;
    }

    synchronized void over() {
        job = null;
    }

    /** This JVM is about to end. */
    synchronized void come() {
        if (job == null) return;
        if (!dismiss) {
            terminal.say("\nThe job goes on: mayfly status " + job);
            return;
        }
        try {
            http.json("DELETE", job);
            terminal.say("\nThe job was dismissed.");
        } catch (Ending e) {
            terminal.say("\nThe job could not be dismissed: " + e.getMessage() + "\n" + job);
        }
    }
}
