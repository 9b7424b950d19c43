package mayfly.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the record of a job was created from: everything but what happened to it later. Kept beside the job's files, so that a record that the store has lost can be restored.
 *
 * @param fields of the record, by name: {@code owner}, {@code process}, {@code token}, {@code created} (ms since 1970), {@code seq} (number in the order of creation), and what
 *               {@link NewJob} brought
 */
public record Origin(String id, Map<String, String> fields) {
    /** Fields that the law and workers write. */
    private static final Set<String> LATER = Set.of("state", "attempt", "updated", "told", "story", "launched", "started", "over", "finished", "kept", "host", "pid", "begun", "cookie",
            "heard", "seen", "peak", "cpu", "cur", "tot", "msg", "kind", "why", "exit", "signal", "tail", "terminated", "killed", "left", "result", "next", "crashes", "past", "node", "stopped", "again",
            "calling", "hush", "called.success", "called.progress", "called.failure");

    static Origin of(NewJob job, String created, String seq) {
        var out = new LinkedHashMap<>(Map.of("owner", job.owner().name(), "process", job.process(), "token", job.token(), "created", created, "seq", seq));
        List<String> more = RecordCodec.fields(job);
        for (int i = 0; i < more.size(); i += 2) out.put(more.get(i), more.get(i + 1));
        return new Origin(job.id(), out);
    }

    /** @param hash a whole record */
    static Origin of(String id, Map<String, String> hash) {
        var out = new LinkedHashMap<>(hash);
        out.keySet().removeAll(LATER);
        return new Origin(id, out);
    }

    /** @throws IllegalArgumentException when a field without which there is no record is missing, or is no number where one is due */
    public Origin {
        for (String name : List.of("owner", "process", "token", "version", "inputs")) if (fields.get(name) == null) throw new IllegalArgumentException("“" + name + "” is missing");
        for (String name : List.of("created", "seq", "keep")) {
            String value = String.valueOf(fields.get(name));
            if (!value.matches("[0-9]{1,15}")) throw new IllegalArgumentException("“" + name + "” is a number; found “" + value + "”");
        }
    }

    /** Its number in the order of creation. */
    public long seq() {
        return Long.parseLong(fields.get("seq"));
    }

    List<String> pairs() {
        var out = new ArrayList<String>();
        fields.forEach((name, value) -> {
            out.add(name);
            out.add(value);
        });
        return out;
    }
}
