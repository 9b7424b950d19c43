package mayfly.queue;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mayfly.catalog.Catalog;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobEvent;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Node;
import mayfly.job.Owner;

/**
 * The one door to jobs, for pages and programs alike. Every method may throw {@link Refusal}: the job is unknown, not the caller's, the
 * queue is full, the disk is full, the store does not answer.
 */
public abstract class JobService {
    /** What is said to who may see a job and wants to change it. */
    public static final String NOT_YOURS = "Only who sent this job, and the operator, can do that. You can see it, and run it again as a job of your own.";

    /** A new job, stored before this returns; or the job that the same token made before. */
    public abstract Submitted submit(Submission submission);

    /** @param repeated whether the token had made this job before */
    public record Submitted(String id, boolean repeated) { }

    /** The job that this token has made before; empty when it has made none. */
    public abstract Optional<String> madeBy(String token);

    /** All processes offered, by title. */
    public abstract List<ProcessDescription> processes();

    /** One that is offered; one that is there and cannot be carried out now is refused as such (PROCESS_UNAVAILABLE). */
    public abstract ProcessDescription process(String id);

    /** What a job was submitted to, also where its process is described otherwise by now or not offered; empty where that is not known any more. */
    public Optional<ProcessDescription> process(JobRecord job) {
        return processes().stream().filter(p -> p.id().equals(job.process())).findFirst();
    }

    /** What the program of a process is shut in, in words for everybody; empty where there is no program, or it is not shut in. */
    public String sandbox(ProcessDescription process) {
        return "";
    }

    /** Processes that cannot be carried out here for now, by title, for operators. */
    public List<Unavailable> unavailable() {
        return List.of();
    }

    /** @param reason in words, for who runs the server */
    public record Unavailable(ProcessDescription process, String reason) { }

    /** Faults of description files as they are now, for operators. */
    public abstract List<Catalog.Rejected> rejected();

    public abstract JobRecord job(String id);

    /**
     * Calls back once, when a job has ended or the time is over; at once where it has ended already. No thread waits meanwhile.
     *
     * @param then on a thread of ours, which it must not hold
     * @return false when too many wait already: then nothing is called
     */
    public boolean whenOver(String id, java.time.Duration most, Runnable then) {
        return false;
    }

    /** A job with all that its status page shows, in one round trip; once a second, in up to three. */
    public abstract JobLook look(String id);

    /** What a job was that has been deleted; empty for one that never was, or whose note has expired too. */
    public abstract Optional<Expired> expired(String id);

    /** @param kept until when it was to be kept; it may have been deleted earlier, by its owner */
    public record Expired(String process, String label, JobState state, Instant created, Instant kept, Instant removed) { }

    public abstract JobPage jobs(JobQuery query);

    /** What has happened to a job so far, oldest first, at most the last 100 entries. */
    public abstract List<JobEvent> story(String id);

    /** Everybody's failed jobs, for operators; costs the same however many there are. */
    public abstract LetterPage letters(LetterQuery query);

    /**
     * Runs a failed job again for the operator: a new job with the same inputs and the same owner, of the process as it is offered now. Done once for each failed job, however
     * often and by how many it is asked for.
     */
    public abstract RanAgain runAgain(String id);

    /** Of a queued job. */
    public final Place place(JobRecord job) {
        return places(List.of(job)).get(0);
    }

    /** Of several queued jobs, in their order, for the price of one. */
    public abstract List<Place> places(List<JobRecord> jobs);

    /** @param process id, or null for all */
    public abstract Load load(String process);

    /** How everybody's jobs stand, for operators; costs the same however many there are. */
    public abstract Overview overview();

    /** How many jobs that owner may still send; empty while the store does not answer. */
    public abstract Optional<Allowance> allowance(Owner owner);

    /** How many jobs may run at once. */
    public abstract int slots();

    public abstract RunTimes runTimes(String process);

    /**
     * Cancels: at once in the record; its processes are ended afterwards, and the record then says how many.
     *
     * @param by its owner, or {@link Owner#OPERATOR}; the same holds for what follows
     */
    public abstract JobRecord dismiss(String id, Owner by);

    /** Has the next attempt of a job that waits for one begin now, as far as anything is up to waiting; nothing happens where it waits for none. */
    public abstract JobRecord retryNow(String id, Owner by);

    /**
     * Has a finished job kept longer; never shorter than it is kept anyway.
     *
     * @param until when, at most {@link #keptAtMost}
     */
    public abstract JobRecord keep(String id, Owner by, Instant until);

    /** Until when a job may be kept at its owner's wish; null while it has not ended. */
    public abstract Instant keptAtMost(JobRecord job);

    /** Deletes the record of a finished job, and its files as soon as no process of it is left. */
    public abstract void delete(String id, Owner by);

    /** Takes in an upload, streamed to disk; more than {@code limit} bytes are refused (TOO_LARGE), too little disk too (DISK_FULL). */
    public abstract Upload receive(String input, String name, String mediaType, InputStream bytes, long limit);

    /** Uploads that may come in pieces. */
    public abstract PartialUploads partials();

    /** An upload that has arrived before, with a form that was faulty; empty when it is gone. */
    public abstract Optional<Upload> kept(String uploadId);

    /**
     * Takes in a file from elsewhere, as {@link #receive} does: only from hosts that the deployment allows.
     *
     * @param address   http or https
     * @param mediaType as the submitter says; null = as the answer says
     * @throws Refusal (BAD_REFERENCE) in words that can stand at the input
     */
    public Upload fetch(String input, java.net.URI address, String mediaType, long limit) {
        throw new Refusal(Refusal.Reason.BAD_REFERENCE, "Files by reference are not taken in here; send the content itself.");
    }

    /** Uploads that nobody will ask for: deleted at once, where they would wait for a corrected form. */
    public abstract void discard(List<Upload> uploads);

    /** The original input files of a job, as uploads of their own for a run again; those that are gone are left out. */
    public abstract List<Upload> inputsAgain(JobRecord job);

    /** Of the current or last attempt. */
    public final LogSlice log(JobRecord job, String stream, long offset, int length) {
        return log(job, job.attempt(), stream, offset, length);
    }

    /**
     * A piece of what an attempt wrote.
     *
     * @param attempt from 1 to the current one
     * @param stream  "stdout" or "stderr"
     */
    public abstract LogSlice log(JobRecord job, int attempt, String stream, long offset, int length);

    /** Of the current or last attempt. */
    public final Optional<Path> logFile(JobRecord job, String stream) {
        return logFile(job, job.attempt(), stream);
    }

    /** The log file of an attempt itself, for downloads; empty when nothing was written. */
    public abstract Optional<Path> logFile(JobRecord job, int attempt, String stream);

    /** Outputs of a successful job in the order of the description; empty for any other. */
    public abstract List<OutputView> outputs(JobRecord job);

    /** Jobs whose folders are here and whose records the store has lost, as far as has been seen so far: {@code restore} brings them back. */
    public int lost() {
        return 0;
    }

    /** How this node starts workers. */
    public abstract Launching launching();

    /** All that share the store, as this one heard about a second ago: where the store is away, as it heard last. Itself among them; empty before its first word. */
    public abstract List<Node> nodes();

    /** Whether a node lives on that host, so that workers there can be looked at; also where it is not known. */
    public abstract boolean watches(String host);

    /** Bytes free for uploads and results. */
    public abstract long freeDisk();

    /** Empty when a job could be taken in and run now; otherwise what is missing, for people. */
    public abstract Optional<String> notReady();
}
