package mayfly.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mayfly.testing.Snapshot;

/**
 * All that is known after a run, when everything has come to rest.
 *
 * @param sent      the clients' log
 * @param redis     all that Redis holds
 * @param heard     news, "job-id STATE"
 * @param faults    what was done to the deployment
 * @param letters   that the subscriber took in
 * @param processes of jobs that are still there
 * @param home      of the deployment
 * @param settled   null when everything came to rest in time; else what had not
 */
record Evidence(List<Sent> sent, Snapshot redis, List<String> heard, List<Faults.Fault> faults, List<Subscriber.Letter> letters, List<Processes.Entry> processes, Path home, String settled) {

    /** The record of a job, or null when there is none. */
    Map<String, String> record(String id) {
        return redis.hashes().get("mayfly:job:" + id);
    }

    /** What a removed job was, or null when there is no note of it. */
    String gone(String id) {
        return redis.strings().get("mayfly:gone:" + id);
    }

    Path folder(String id) {
        return home.resolve("jobs").resolve(id);
    }

    /** Jobs of which a client has been told, by id. */
    Map<String, Sent> acknowledged() {
        return sent.stream().filter(s -> !s.ids().isEmpty()).collect(Collectors.toMap(Sent::id, s -> s, (a, b) -> a));
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve("clients.log"), sent.stream().map(Sent::toString).toList());
        Files.write(folder.resolve("news.log"), heard);
        Files.write(folder.resolve("faults.log"), faults.stream().sorted(java.util.Comparator.comparingLong(Faults.Fault::at)).map(f -> f.at() + " " + f.kind() + " " + f.attempt()).toList());
        Files.write(folder.resolve("letters.log"), letters.stream().map(Subscriber.Letter::toString).toList());
        Files.write(folder.resolve("processes.log"), processes.stream().map(Processes.Entry::toString).toList());
        Files.writeString(folder.resolve("redis.log"), redis.hashes().entrySet().stream().map(e -> e.getKey() + "\n    " + e.getValue().entrySet().stream()
                .map(f -> f.getKey() + " = " + f.getValue().replace("\n", "\n        ")).collect(Collectors.joining("\n    "))).collect(Collectors.joining("\n"))
                + "\n" + redis.sets() + "\n" + redis.strings());
    }
}
