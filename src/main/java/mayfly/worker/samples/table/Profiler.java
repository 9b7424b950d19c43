package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import mayfly.worker.InputException;
import mayfly.worker.InputFile;
import mayfly.worker.Job;

/** The pass over the table, in as many attempts as it takes. One instance for one table. */
public final class Profiler {
    private static final int ROWS_BETWEEN_WORDS = 256;
    private static final int SKIPPED_AT_ONCE = 1 << 22;
    private final TableSettings settings;
    private final Job job;
    private final int rowsBetweenWords;
    private final TableFile file;
    private final Sample sample;
    private final TableFormat format;
    private final Pace pace = new Pace();
    private Pass pass;
    private long furthest;

    /**
     * Reads ahead to learn how the table is to be read.
     *
     * @throws InputException when the file is empty or no table
     */
    public Profiler(InputFile table, TableSettings settings, Job job) throws IOException, InputException {
        this(table, settings, job, ROWS_BETWEEN_WORDS);
    }

    /** @param rowsBetweenWords rows after which it looks whether to stop, and whether to save */
    Profiler(InputFile table, TableSettings settings, Job job, int rowsBetweenWords) throws IOException, InputException {
        this.settings = settings;
        this.job = job;
        this.rowsBetweenWords = rowsBetweenWords;
        file = new TableFile(table);
        try {
            sample = Sample.of(file, settings);
        } catch (IOException e) {
            throw file.damaged(e);
        }
        format = sample.format();
    }

    /**
     * Reads the whole table, or what an earlier attempt has left of it.
     *
     * @throws InputException       when it cannot be read as a table
     * @throws InterruptedException when the job is to stop; how far it came has been saved
     */
    public Result read() throws IOException, InputException, InterruptedException {
        Bookmark mark = job.resumeBytes(this::restore).orElse(null);
        try {
            if (mark != null) {
                Result result = goOn(mark);
                if (result != null) return result;
                System.err.println("The checkpoint is of another table; beginning anew");
            }
            return begin();
        } catch (IOException e) {
            throw file.damaged(e);
        }
    }

    private Result begin() throws IOException, InputException, InterruptedException {
        try (TableFile.Bytes bytes = file.open(); Decoder decoder = format.decode(bytes)) {
            RowReader reader = format.rows(decoder, file.name());
            Row first = reader.next();
            if (first == null) throw new InputException("“" + file.name() + "” holds nothing but blank lines. " + TableFile.ACCEPTED);
            pass = pass(first);
            return rows(settings.header() ? reader.next() : first, reader, bytes, decoder);
        }
    }

    /** @return null when the row at the bookmark is another one */
    private Result goOn(Bookmark mark) throws IOException, InputException, InterruptedException {
        furthest = mark.bytesRead();
        word(0);
        try (TableFile.Bytes bytes = file.open()) {
            skip(bytes, mark.place().bytes());
            try (Decoder decoder = format.decode(bytes, mark.place().bytes())) {
                decoder.skip(mark.place().skip());
                RowReader reader = format.rows(decoder, file.name());
                reader.goOn(mark.line(), mark.blankLines());
                Row row = reader.next();
                return row == null || row.mark() != mark.row() ? null : rows(row, reader, bytes, decoder);
            }
        }
    }

    /** What is packed must be unpacked to be skipped. */
    private void skip(TableFile.Bytes bytes, long count) throws IOException, InterruptedException {
        for (long left = count; left > 0; left -= Math.min(left, SKIPPED_AT_ONCE)) {
            if (isToStop()) throw new InterruptedException("stopped before row " + pass.rows());
            bytes.skipNBytes(Math.min(left, SKIPPED_AT_ONCE));
        }
    }

    private Result rows(Row first, RowReader reader, TableFile.Bytes bytes, Decoder decoder) throws IOException, InputException, InterruptedException {
        for (Row row = first; row != null; row = reader.next()) {
            if (pass.rows() > 0 && pass.rows() % rowsBetweenWords == 0) look(row, bytes);
            pass.row(row, decoder.invalid() > 0);
        }
        job.progress(file.size(), file.size(), "Read all " + Words.count(pass.rows(), "row"));
        return pass.result(file, reader.blankLines());
    }

    /** @param next row, which is not among those that are saved */
    private void look(Row next, TableFile.Bytes bytes) throws InterruptedException {
        boolean stop = isToStop();
        if (stop || pace.isDue()) save(next, bytes);
        if (stop) throw new InterruptedException("stopped at row " + pass.rows());
        word(bytes.bytesRead());
    }

    private boolean isToStop() {
        return job.stopping() || Thread.interrupted();
    }

    private void word(long bytesRead) {
        furthest = Math.max(furthest, bytesRead);
        job.progress(furthest, file.size(), "Reading row " + Words.count(pass.rows()));
    }

    private void save(Row next, TableFile.Bytes bytes) {
        Places.Place place = next.place();
        if (place == null) return;
        pace.begin();
        var mark = new Bookmark(place, next.line(), next.blankLines(), next.mark(), Math.max(furthest, bytes.bytesRead()));
        job.checkpointBytes(out -> save(mark, out));
        pace.end();
    }

    private void save(Bookmark mark, OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        mark.save(out);
        pass.save(out);
        out.flush();
    }

    private Bookmark restore(InputStream from) throws IOException {
        var in = new DataInputStream(from);
        Bookmark mark = Bookmark.restore(in);
        try (TableFile.Bytes bytes = file.open(); Decoder decoder = format.decode(bytes)) {
            pass = pass(format.rows(decoder, file.name()).next());
        } catch (InputException e) {
            throw new IOException(e);
        }
        pass.restore(in);
        return mark;
    }

    private Pass pass(Row first) throws IOException, InputException {
        Header header = Header.of(first, settings.header());
        Path store = job.scratch().resolve("faulty-rows");
        return new Pass(settings, format, header, sample.expected(format, header.names().size()), new RowStore(store));
    }

    /**
     * @param profile what was found
     * @param header  names of the columns
     * @param faults  listed and counted
     * @param store   the faulty rows whole; closed by whoever reads them
     */
    public record Result(Profile profile, List<String> header, Faults faults, RowStore store) { }
}
