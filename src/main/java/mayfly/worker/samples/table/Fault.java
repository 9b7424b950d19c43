package mayfly.worker.samples.table;

/**
 * One thing wrong with one row.
 *
 * @param row    number of the row from 1, without the header
 * @param line   line of the file on which the row begins, from 1, with the header
 * @param column name of the column; null when it concerns the whole row
 * @param found  what stands there; cut when long
 * @param reason in words
 */
public record Fault(long row, long line, String column, String found, String reason) { }
