package mayfly.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mayfly.catalog.InputWords;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Failpoint;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.RunFolder;
import mayfly.launch.Trees;
import mayfly.queue.JobService.Submitted;
import mayfly.store.JobStore.Created;
import mayfly.store.NewJob;
import mayfly.store.StoreDown;
import mayfly.store.Taken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From a submission to a job. The files are in the job's folder before the record exists, so that a job never lacks its inputs; a folder without a record is swept away by
 * the cleaner. The uploads themselves go only when the job stands: a refused submission can be sent again with what it brought.
 */
final class Submitter {
    private final QueueSettings settings;
    private final Stores stores;
    private final Uploads uploads;
    private final Admission admission;
    private final JobFiles files;

    /** Who wants to know of submissions. */
    interface Admission {
        /** A job of this id is about to be created. @return whether it may be taken in the same breath */
        boolean expect(String id);

        void taken(Taken taken);

        /** Whether a job of this id was created is not known: the store broke off. */
        void doubt(String id);
    }

    Submitter(QueueSettings settings, Stores stores, Uploads uploads, Admission admission) {
        this.admission = admission;
        this.files = new JobFiles(settings.home(), stores);
        this.settings = settings;
        this.stores = stores;
        this.uploads = uploads;
    }

    Submitted submit(Submission submission) throws IOException {
        uploads.checkHome();
        if (uploads.free() < settings.diskFloor()) throw new Refusal(Refusal.Reason.DISK_FULL, "The disk of this server is nearly full; no more jobs are taken in for now.", Duration.ofMinutes(5), null);
        String id = JobId.fresh();
        Created created;
        try {
            Failpoint.FILES_BEFORE.reach();
            NewJob job = newJob(id, submission, lay(id, submission));
            Failpoint.FILES_LAID.reach();
            created = admission.expect(id) ? stores.jobs().createAndTake(job, settings.most(), settings.mostOwner(), settings.forTaking(), admission::taken)
                    : stores.jobs().create(job, settings.most(), settings.mostOwner());
        } catch (StoreDown e) {
            // It may have been created before the connection broke; then its folder has to stay.
            if (e.refused()) Trees.delete(RunFolder.ofJob(settings.home(), id));
            else admission.doubt(id);
            throw e;
        } catch (IOException | RuntimeException e) {
            Trees.delete(RunFolder.ofJob(settings.home(), id));
            // The same form, sent twice at once: the other one has taken its files along and made the job.
            Optional<String> twin = submission.token() == null ? Optional.empty() : stores.jobs().madeBy(submission.token());
            if (twin.isEmpty()) throw e;
            return repeated(twin.get(), submission);
        }
        Failpoint.CREATED.pass();
        if (!created.id().equals(id)) Trees.delete(RunFolder.ofJob(settings.home(), id));
        answer(created);
        if (created.origin() == null) return repeated(created.id(), submission);
        files.keep(created.origin());
        for (Upload upload : submission.uploads()) uploads.remove(upload);
        Failpoint.ANSWERING.pass();
        return new Submitted(id, false);
    }

    /** The token has made a job before: the answer is that one, if it is what is asked for now. */
    private Submitted repeated(String id, Submission submission) throws IOException {
        Optional<JobRecord> job = stores.jobs().find(id);
        if (job.isPresent() && !new Twin(settings.home(), job.get(), submission).isSame()) {
            throw new Refusal(Refusal.Reason.KEY_REUSED, "What names this submission has named another one before, with "
                    + (job.get().process().equals(submission.process().id()) ? "other inputs, outputs or form of answer" : "another process") + ". The job that it made is not touched, and nothing was started.");
        }
        files.ensure(id);
        for (Upload upload : submission.uploads()) uploads.remove(upload);
        return new Submitted(id, true);
    }

    /** The same way, to a queue that takes none: nothing is created, and no file is laid. */
    void rehearse(Submission submission) throws IOException {
        uploads.free();
        stores.jobs().create(newJob(JobId.fresh(), submission, submission.inputs().deepCopy()), 0, 0);
    }

    private static void answer(Created created) {
        switch (created.how()) {
            case FULL -> throw new Refusal(Refusal.Reason.QUEUE_FULL, "The queue is full; no more jobs are taken in until some have started.", Duration.ofSeconds(30), null);
            case OWNER_FULL -> throw new Refusal(Refusal.Reason.QUEUE_FULL, "You have as many jobs queued as one person may have; try again when some of them have started.", Duration.ofSeconds(30), null);
            default -> { }
        }
    }

    /** Lays the files and returns the inputs with their names on disk. */
    private ObjectNode lay(String id, Submission submission) throws IOException {
        ObjectNode inputs = submission.inputs().deepCopy();
        if (submission.uploads().isEmpty()) return inputs;
        Path folder = Files.createDirectories(RunFolder.originals(settings.home(), id));
        Map<String, String> names = new HashMap<>();
        for (Upload upload : submission.uploads()) {
            if (!submission.names(upload)) continue;
            String name = upload.input() + "-" + (names.size() + 1);
            Files.createLink(folder.resolve(name), upload.path());
            names.put(upload.id(), name);
        }
        uploads.stamp(folder.getParent());
        for (JsonNode value : inputs.values()) {
            rename(value, names);
            if (value.isArray()) value.values().forEach(v -> rename(v, names));
        }
        return inputs;
    }

    private static void rename(JsonNode value, Map<String, String> names) {
        String name = value.isObject() ? names.get(value.path("file").asString("")) : null;
        if (name != null) ((ObjectNode) value).put("file", name);
    }

    private NewJob newJob(String id, Submission s, ObjectNode inputs) {
        ProcessDescription p = s.process();
        Duration keep = p.keep() == null ? settings.retention() : p.keep();
        return new NewJob(id, p.id(), p.version(), InputWords.label(p, inputs), s.owner(), inputs.toString(), p.limits(), keep, p.retry(), s.token() == null ? "" : s.token(), s.before(), s.asked(), p.written().mark());
    }
}
