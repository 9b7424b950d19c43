package mayfly.crash;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a client knows of one job that it has sent: its own log, to which the records are held afterwards. Safe for use by several threads. */
final class Sent {
    private final JobPlan plan;
    private final Set<String> ids = new LinkedHashSet<>();
    private final List<String> log = new ArrayList<>();
    private final Set<String> ends = new LinkedHashSet<>();
    private final List<String> broken = new ArrayList<>();
    private boolean dismissed;
    private boolean removed;
    private boolean removing;

    Sent(JobPlan plan) {
        this.plan = plan;
    }

    JobPlan plan() {
        return plan;
    }

    synchronized void note(String what) {
        log.add(System.currentTimeMillis() + " " + what);
    }

    /** The server has said: this is your job. */
    synchronized void acknowledged(String id, String by) {
        ids.add(id);
        note("acknowledged as " + id + " by " + by);
    }

    /** The server has said that it has ended so. */
    synchronized void ended(String status) {
        if (ends.add(status)) note("ended: " + status);
    }

    /** The server has answered a cancellation, and the job was dismissed then. */
    synchronized void dismissed() {
        dismissed = true;
        note("dismissed");
    }

    synchronized void removing() {
        removing = true;
        note("asks for its end or its removal");
    }

    synchronized void removed() {
        removed = true;
        note("removed");
    }

    /** The client itself has seen what may never be. */
    synchronized void broken(String promise) {
        broken.add(promise);
        note("BROKEN: " + promise);
    }

    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    /** Under which it was acknowledged; one, unless a promise is broken. */
    synchronized Set<String> ids() {
        return Set.copyOf(ids);
    }

    String id() {
        return ids().iterator().next();
    }

    synchronized Set<String> ends() {
        return Set.copyOf(ends);
    }

    synchronized boolean isDismissed() {
        return dismissed;
    }

    synchronized boolean isRemoving() {
        return removing;
    }

    synchronized boolean isRemoved() {
        return removed;
    }

    @Override
    public synchronized String toString() {
        return plan + "\n    " + String.join("\n    ", log);
    }
}
