package mayfly.worker.samples.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was found out about a table; its JSON is the output {@code profile}. Parts that do not apply are left out.
 *
 * @param table        what was read, and how
 * @param totals       of the whole table
 * @param standsOut    plain sentences, the most telling first
 * @param columns      one each, in order
 * @param correlations between number columns, the strongest first
 * @param faults       what is wrong with which rows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(Table table, Totals totals, List<String> standsOut, List<ColumnProfile> columns,
                      List<Correlation> correlations, FaultSummary faults) {

    /**
     * @param name      of the file
     * @param size      bytes, packed as it came
     * @param packed    true when it is gzip
     * @param encoding  name of the charset
     * @param delimiter comma, semicolon, tab or pipe
     * @param decimal   point or comma
     * @param header    true when the first row holds the names
     */
    public record Table(String name, long size, boolean packed, String encoding, String delimiter, String decimal, boolean header) { }

    /**
     * @param rows         without the header and blank lines
     * @param columns      as the first row has
     * @param types        how many of which type, in words: "4 numbers, 3 texts"
     * @param cells        rows times columns
     * @param filled       cells with a value
     * @param missing      cells without
     * @param completeRows rows with a value in every cell
     * @param faultyRows   rows with at least one fault, all of them
     * @param blankLines   skipped
     */
    public record Totals(long rows, int columns, String types, long cells, long filled, long missing, long completeRows,
                         long faultyRows, long blankLines) { }

    /**
     * @param listedRows   faulty rows that are listed, in faulty-rows.csv
     * @param counts       how often each reason was met
     * @param first        the first faults
     * @param keysCompared keys that were compared with each other; left out when no key was named or all were
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FaultSummary(int listedRows, List<ReasonCount> counts, List<Fault> first, Long keysCompared) { }

    /**
     * @param reason in words
     * @param count  faults of it
     */
    public record ReasonCount(String reason, long count) { }
}
