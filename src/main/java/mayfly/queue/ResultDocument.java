package mayfly.queue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import mayfly.job.JobRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of a job as one JSON object (OGC API - Processes 1.0, clause 7.11.4): by output id a value, a qualified value {@code {value, mediaType, encoding}}, or a link
 * {@code {href, type, title}}. Written as a stream: a value may be as large as the disk.
 *
 * <p>A submitter who said nothing of how to be answered gets values bare, and files as links. One who asked for a document gets objects qualified, and files too as far as they
 * are small; the larger ones are links all the same, since nobody wants hundreds of megabytes of base64 in one string.
 */
public final class ResultDocument {
    /** Bytes of the largest file that goes into a document. */
    public static final long INLINE = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<WantedOutput> outputs;
    private final boolean open;
    private final String address;

    /**
     * @param job     a successful one
     * @param outputs of {@link JobService#outputs}
     * @param base    our own address, absolute, without a slash at its end
     */
    public ResultDocument(JobRecord job, List<OutputView> outputs, String base) {
        this.outputs = WantedOutput.of(job.asked(), outputs);
        this.open = job.asked().open();
        this.address = address(job, base);
    }

    /** Where the outputs of a job are, each below it by its id. */
    public static String address(JobRecord job, String base) {
        return base + "/jobs/" + job.id() + "/results/";
    }

    /** In many small pieces; neither flushes the stream nor closes it. */
    public void write(OutputStream out) throws IOException {
        text(out, "{");
        String comma = "";
        for (WantedOutput wanted : outputs) {
            text(out, comma + JSON.writeValueAsString(wanted.output().id()) + ":");
            write(out, wanted);
            comma = ",";
        }
        text(out, "}");
    }

    private void write(OutputStream out, WantedOutput wanted) throws IOException {
        OutputView o = wanted.output();
        boolean large = o.isFile() ? open || o.size() > INLINE : open && o.value() == null;
        if (wanted.byReference() || large) link(out, o);
        else if (o.isFile()) file(out, o, wanted.base64());
        else value(out, o);
    }

    private void link(OutputStream out, OutputView o) throws IOException {
        text(out, JSON.createObjectNode().put("href", address + o.id()).put("type", o.mediaType()).put("title", o.name()).toString());
    }

    /** Objects have to be qualified, by the standard, so that they cannot be taken for a link or a qualified value. */
    private void value(OutputStream out, OutputView o) throws IOException {
        boolean qualified = !open && isObject(o);
        if (qualified) text(out, "{\"mediaType\":\"application/json\",\"value\":");
        if (o.value() != null) text(out, o.value().toString());
        else Files.copy(o.path(), out);
        if (qualified) text(out, "}");
    }

    private static boolean isObject(OutputView o) throws IOException {
        if (o.value() != null) return o.value().isObject();
        try (var in = Files.newInputStream(o.path())) {
            int first = in.read();
            while (first == ' ' || first == '\n' || first == '\r' || first == '\t') first = in.read();
            return first == '{';
        }
    }

    private static void file(OutputStream out, OutputView o, boolean base64) throws IOException {
        text(out, "{\"mediaType\":" + JSON.writeValueAsString(o.mediaType()));
        String words = base64 || !isText(o.mediaType()) ? null : words(o);
        if (words != null) text(out, ",\"value\":" + JSON.writeValueAsString(words) + "}");
        else {
            text(out, ",\"encoding\":\"base64\",\"value\":\"");
            try (OutputStream encoded = Base64.getEncoder().wrap(new Open(out))) {
                Files.copy(o.path(), encoded);
            }
            text(out, "\"}");
        }
    }

    private static boolean isText(String mediaType) {
        String bare = mediaType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return bare.startsWith("text/") || bare.endsWith("json") || bare.endsWith("xml") || bare.endsWith("yaml");
    }

    /** @return null when it is no UTF-8 */
    private static String words(OutputView o) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(o.path()))).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Stays open when what wraps it is closed. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
