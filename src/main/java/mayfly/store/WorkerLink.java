package mayfly.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Failure;
import mayfly.job.JobState;

/**
 * What a worker says to the store about its attempt: claim, signs of life, outcome. Every word carries the attempt number, and a stale one is refused. The
 * address is read anew from the connection file at every connect, so that a worker finds a Redis that came back at another port.
 */
public final class WorkerLink implements AutoCloseable {
    private static final int TIMEOUT = 5000;
    private final Path connection;
    private final AttemptRef attempt;
    private final Duration lease;
    private final ScriptNames names;
    private Resp resp;

    /**
     * @param connection file whose first line is the address, password included; only its owner can read it
     * @param names      of the scripts, as the node told them
     */
    public WorkerLink(Path connection, AttemptRef attempt, Duration lease, ScriptNames names) {
        this.connection = connection;
        this.attempt = attempt;
        this.lease = lease;
        this.names = names;
    }

    /** The same connection for another attempt; this link is not to be used any more. */
    public synchronized WorkerLink turnTo(AttemptRef other, Duration lease) {
        var link = new WorkerLink(connection, other, lease, names);
        link.resp = resp;
        resp = null;
        return link;
    }

    /** LAUNCHING to RUNNING. {@code fields}: further fields of the record. Anything but OK and SAME means: not yours, go. */
    public Verdict claim(List<String> fields) throws IOException {
        return change(JobState.RUNNING, lease, "", fields);
    }

    /** RUNNING to SUCCESSFUL. {@code fields}: result and measurements. */
    public Verdict succeed(List<String> fields) throws IOException {
        return change(JobState.SUCCESSFUL, Duration.ZERO, "", fields);
    }

    /** RUNNING to FAILED. */
    public Verdict fail(Failure failure, List<String> fields) throws IOException {
        return change(JobState.FAILED, Duration.ZERO, failure.message(), both(failure, fields));
    }

    /** RUNNING to RETRYING: another attempt follows after {@code wait}. */
    public Verdict retry(Failure failure, Duration wait, List<String> fields) throws IOException {
        return change(JobState.RETRYING, wait, failure.message(), both(failure, fields));
    }

    private static List<String> both(Failure failure, List<String> fields) {
        var all = new ArrayList<>(RecordCodec.fields(failure));
        all.addAll(fields);
        return all;
    }

    /**
     * Renews the lease.
     *
     * @return OK; STALE when this attempt has no say any more, dismissed or declared lost; GONE when there is no record that could say so: the store was emptied, or is another one
     */
    public synchronized Verdict beat(List<String> fields) throws IOException {
        var args = new ArrayList<>(List.of(attempt.job(), Integer.toString(attempt.attempt()), Long.toString(lease.toMillis())));
        args.addAll(fields);
        String said = (String) eval(names.beat(), "BEAT", args);
        return "OK".equals(said) ? Verdict.OK : said.isEmpty() ? Verdict.GONE : Verdict.STALE;
    }

    private synchronized Verdict change(JobState to, Duration span, String text, List<String> fields) throws IOException {
        var args = new ArrayList<>(List.of(attempt.job(), to.name(), Integer.toString(attempt.attempt()), text, Long.toString(span.toMillis()), ""));
        args.addAll(fields);
        return Verdict.valueOf((String) ((List<?>) eval(names.change(), "CHANGE", args)).get(0));
    }

    /** @param script read only when Redis does not know it: a class that a worker needs once in a blue moon */
    private Object eval(String name, String script, List<String> args) throws IOException {
        try {
            if (resp == null) resp = new Resp(address(), TIMEOUT);
            try {
                return resp.call(command("EVALSHA", name, args));
            } catch (Resp.ErrorAnswer e) {
                if (!e.getMessage().startsWith("NOSCRIPT")) throw e;
                return resp.call(command("EVAL", Script.valueOf(script).text(), args));
            }
        } catch (IOException e) {
            close();
            throw e;
        } catch (RuntimeException e) {
            // Whoever answers there does not speak the protocol, or the address is none: for a worker that is a store which is away.
            close();
            throw new IOException(e.toString(), e);
        }
    }

    private static List<String> command(String verb, String script, List<String> args) {
        var out = new ArrayList<>(List.of(verb, script, "0"));
        out.addAll(args);
        return out;
    }

    private URI address() throws IOException {
        return URI.create(Files.readString(connection).strip());
    }

    @Override
    public void close() {
        try {
            if (resp != null) resp.close();
        } catch (IOException e) {
            // It is gone either way.
        }
        resp = null;
    }
}
