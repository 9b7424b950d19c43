package mayfly.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import mayfly.launch.Trees;
import mayfly.store.Change;
import mayfly.store.Origin;
import mayfly.store.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a job's folder tells of its record, for the day on which the store is lost: {@code record.json}, from which it was created, and {@code ended.json}, how a node ended
 * it. While the store lives it alone is the truth, and nobody reads these. Written whole or not at all, and not synced: a power cut that takes them leaves the store.
 */
final class JobFiles {
    private static final Logger LOG = Logger.getLogger(JobFiles.class.getName());
    private final Path home;
    private final Stores stores;

    JobFiles(Path home, Stores stores) {
        this.home = home;
        this.stores = stores;
    }

    /** The job stands already: that its folder cannot tell of it is no reason to deny it. */
    void keep(Origin origin) {
        try {
            var json = JsonMapper.shared().createObjectNode();
            origin.fields().forEach(json::put);
            write(RunFolder.record(home, origin.id()), json);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "job " + origin.id() + " could not be restored if the store were lost: record.json cannot be written", e);
        }
    }

    /** For a job whose creation nobody saw to its end, or which an earlier version made. */
    void ensure(String id) {
        if (!Files.exists(RunFolder.record(home, id))) stores.jobs().origin(id).ifPresent(this::keep);
    }

    boolean has(String id) {
        return Files.exists(RunFolder.record(home, id));
    }

    /** @throws IOException when it cannot be read or is no record; the message says why */
    Origin origin(String id) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        try {
            read(RunFolder.record(home, id)).properties().forEach(e -> fields.put(e.getKey(), e.getValue().asString()));
            return new Origin(id, fields);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IOException("record.json cannot be read: " + e.getMessage(), e);
        }
    }

    /** Asks for a change to a final state, and notes in the folder that it was made. */
    Verdict end(Change change, int attempt) {
        Verdict verdict = stores.jobs().change(change);
        if (verdict != Verdict.OK) return verdict;
        var json = JsonMapper.shared().createObjectNode().put("state", change.to().name()).put("attempt", attempt).put("text", change.text());
        var fields = json.putObject("fields");
        for (int i = 0; i < change.fields().size(); i += 2) fields.put(change.fields().get(i), change.fields().get(i + 1));
        try {
            write(RunFolder.ended(home, change.id()), json);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "job " + change.id() + ": ended.json cannot be written", e);
        }
        return verdict;
    }

    /** @param fields of the record: name, value, ... */
    record Ended(JobState state, int attempt, String text, List<String> fields) { }

    /** @return null when no node has ended it, or nothing that can be read says so */
    Ended ended(String id) {
        try {
            JsonNode json = read(RunFolder.ended(home, id));
            var fields = new ArrayList<String>();
            for (Map.Entry<String, JsonNode> e : json.path("fields").properties()) fields.addAll(List.of(e.getKey(), e.getValue().asString()));
            return new Ended(JobState.valueOf(json.path("state").asString()), json.path("attempt").asInt(), json.path("text").asString(), fields);
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            return null;
        }
    }

    /** Deletes all of a job that has no record any more; what could restore it goes first, so that a deletion that breaks off is none the less one. */
    void delete(String id) throws IOException {
        Files.deleteIfExists(RunFolder.record(home, id));
        Trees.delete(RunFolder.ofJob(home, id));
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }

    /** Two may write at once, the same: each by a part of its own. */
    private static void write(Path file, ObjectNode json) throws IOException {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(json);
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + "-" + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }
}
