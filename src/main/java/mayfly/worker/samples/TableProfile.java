package mayfly.worker.samples;

import java.io.IOException;
import java.util.List;
import mayfly.worker.Computation;
import mayfly.worker.InputException;
import mayfly.worker.InputFile;
import mayfly.worker.Job;
import mayfly.worker.OutputFile;
import mayfly.worker.samples.table.CsvFiles;
import mayfly.worker.samples.table.HistogramSheet;
import mayfly.worker.samples.table.Profile;
import mayfly.worker.samples.table.Profiler;
import mayfly.worker.samples.table.TableSettings;

/**
 * Profiles a table of any size in one pass and bounded memory: what each column holds, and which rows look wrong. What is exact and
 * what is estimated stands in {@link mayfly.worker.samples.table}.
 */
public final class TableProfile implements Computation<TableProfile.Inputs, TableProfile.Outputs> {
    private static final List<String> MISSING = List.of("NA", "N/A", "NaN", "null");

    /**
     * What is left out (null) is as in {@link TableSettings}' form: found out, or the default.
     *
     * @param table     CSV or TSV, also gzip
     * @param delimiter auto, comma, semicolon, tab, pipe
     * @param encoding  auto, utf-8, iso-8859-1, windows-1252, utf-16
     * @param decimal   auto, point, comma
     * @param header    whether the first row holds the names, default true
     * @param missing   words for "no value", default NA, N/A, NaN, null
     * @param key       column whose values must differ, default none
     * @param bins      bars of a histogram, 5 to 50, default 20
     * @param faults    most faulty rows listed, 0 to 100,000, default 1000
     */
    public record Inputs(InputFile table, String delimiter, String encoding, String decimal, Boolean header, List<String> missing,
                         String key, Integer bins, Integer faults) {

        TableSettings settings() throws InputException {
            int bars = within("Histogram bars", bins == null ? 20 : bins, 5, 50);
            int listed = within("Faulty rows listed", faults == null ? 1000 : faults, 0, 100_000);
            return new TableSettings(delimiter, encoding, decimal, header == null || header, missing == null ? MISSING : missing, key, bars, listed);
        }

        private static int within(String field, int value, int least, int most) throws InputException {
            if (value >= least && value <= most) return value;
            throw new InputException("%s is %,d. Write a whole number from %,d to %,d.".formatted(field, value, least, most));
        }
    }

    /**
     * @param profile    everything found out
     * @param columns    the columns as CSV
     * @param faulty     the faulty rows whole, as CSV
     * @param histograms all histograms as SVG
     */
    public record Outputs(Profile profile, OutputFile columns, OutputFile faulty, OutputFile histograms) { }

    @Override
    public Outputs run(Inputs in, Job job) throws IOException, InputException, InterruptedException {
        // The name is the client's: no line ends of its own in the log.
        System.out.printf("Reading %s, %,d bytes%n", in.table().name().replaceAll("\\p{Cntrl}", "?"), in.table().size());
        Profiler.Result result = new Profiler(in.table(), in.settings(), job).read();
        Profile found = result.profile();
        System.out.printf("%s, delimiter %s: %,d rows, %d columns, %,d faulty rows%n", found.table().encoding(), found.table().delimiter(), found.totals().rows(),
                found.totals().columns(), found.totals().faultyRows());
        OutputFile columns = job.output("columns.csv", "text/csv");
        CsvFiles.columns(result.profile(), columns.path());
        OutputFile faulty = job.output("faulty-rows.csv", "text/csv");
        CsvFiles.faulty(result, faulty.path());
        OutputFile histograms = job.output("histograms.svg", "image/svg+xml");
        HistogramSheet.write(result.profile(), histograms.path());
        return new Outputs(result.profile(), columns, faulty, histograms);
    }
}
