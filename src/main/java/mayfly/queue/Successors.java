package mayfly.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mayfly.catalog.Checked;
import mayfly.catalog.Fault;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Asked;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs failed jobs again: the same inputs, the same owner, the process as it is described now. The failed job's id is the token of the new one, so that whoever asks twice, at
 * once or after a crash in between, gets the job that is there already.
 */
final class Successors {
    private final QueueSettings settings;
    private final Offer offer;
    private final Stores stores;
    private final Uploads uploads;
    private final Submitter submitter;

    Successors(QueueSettings settings, Offer offer, Stores stores, Uploads uploads, Submitter submitter) {
        this.settings = settings;
        this.offer = offer;
        this.stores = stores;
        this.uploads = uploads;
        this.submitter = submitter;
    }

    RanAgain runAgain(String id) throws IOException {
        Optional<JobRecord> found = stores.jobs().find(id);
        if (found.isEmpty()) return RanAgain.none(id, null, "It is not there any more.");
        JobRecord job = found.get();
        if (job.state() != JobState.FAILED) return RanAgain.none(id, null, "It has not failed.");
        if (job.kin().after() != null) return RanAgain.none(id, job.kin().after(), "It has been run again before.");
        Optional<ProcessDescription> process;
        try {
            process = offer.find(job.process());
        } catch (Refusal e) {
            return RanAgain.left(id, e.getMessage());
        }
        if (process.isEmpty()) return RanAgain.left(id, "Its process “" + Words.brief(job.process()) + "” is not offered any more.");
        ObjectNode inputs = inputs(job);
        Checked checked = offer.catalog().check(process.get(), inputs);
        if (!checked.faults().isEmpty()) return RanAgain.left(id, "Its inputs do not pass the check of version " + process.get().version() + " any more: " + words(checked.faults()));
        return submit(job, process.get(), checked.inputs());
    }

    private static String words(List<Fault> faults) {
        Fault first = faults.get(0);
        return (first.input().isEmpty() ? "" : first.input() + ": ") + first.message() + (faults.size() == 1 ? "" : " And " + (faults.size() - 1) + " more.");
    }

    private RanAgain submit(JobRecord job, ProcessDescription process, ObjectNode inputs) throws IOException {
        var links = new ArrayList<Upload>();
        try {
            Optional<String> gone = link(job, inputs, links);
            if (gone.isPresent()) return RanAgain.left(job.id(), "Its file “" + Words.brief(gone.get()) + "” is gone.");
            offer.catalog().keep(process);
            String successor = submitter.submit(new Submission(process, inputs, links, job.owner(), "again " + job.id(), job.id(), new Asked(job.asked().response(), job.asked().outputs(), Asked.Subscriber.NOBODY))).id();
            stores.jobs().ranAgain(job.id(), successor);
            return RanAgain.done(job.id(), successor);
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.QUEUE_FULL && e.reason() != Refusal.Reason.DISK_FULL) throw e;
            boolean all = e.reason() == Refusal.Reason.DISK_FULL || stores.queue().queued() >= settings.most();
            return new RanAgain(job.id(), null, all ? e.getMessage() : "Its owner has as many jobs queued as one person may have.", true, all);
        } finally {
            for (Upload link : links) uploads.remove(link);
        }
    }

    /** Makes an upload of each file, and the inputs name it. @return name of a file that is gone; empty = none is */
    private Optional<String> link(JobRecord job, ObjectNode inputs, List<Upload> links) throws IOException {
        for (String input : inputs.propertyNames()) {
            for (JsonNode value : files(inputs.get(input))) {
                Optional<Upload> link = again(job, input, value);
                if (link.isEmpty()) return Optional.of(value.path("name").asString(input));
                links.add(link.get());
                ((ObjectNode) value).put("file", link.get().id());
            }
        }
        return Optional.empty();
    }

    /** The original input files of a job as uploads of their own; those that are gone are left out. */
    List<Upload> inputsAgain(JobRecord job) throws IOException {
        var out = new ArrayList<Upload>();
        ObjectNode inputs = inputs(job);
        for (String input : inputs.propertyNames()) for (JsonNode value : files(inputs.get(input))) again(job, input, value).ifPresent(out::add);
        return out;
    }

    private Optional<Upload> again(JobRecord job, String input, JsonNode value) throws IOException {
        Path file = RunFolder.originals(settings.home(), job.id()).resolve(Path.of(value.path("file").asString()).getFileName());
        if (!Files.isRegularFile(file)) return Optional.empty();
        return Optional.of(uploads.again(file, input, value.path("name").asString(""), value.path("mediaType").asString("")));
    }

    private static List<JsonNode> files(JsonNode value) {
        Stream<JsonNode> all = value.isArray() ? value.valueStream() : Stream.of(value);
        return all.filter(v -> v.isObject() && v.path("file").isString()).toList();
    }

    private static ObjectNode inputs(JobRecord job) {
        return (ObjectNode) JsonMapper.shared().readTree(job.inputs());
    }
}
