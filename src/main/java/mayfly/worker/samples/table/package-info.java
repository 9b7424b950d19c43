/**
 * The profile of a table: one streaming pass in memory that depends on the number of columns (at most
 * {@value mayfly.worker.samples.table.Header#MOST_COLUMNS}) and not on the number of rows.
 *
 * <p>The way of a cell: {@link mayfly.worker.samples.table.TableFile} (bytes, gzip, encoding) &rarr;
 * {@link mayfly.worker.samples.table.Row} (one row of characters) &rarr; {@link mayfly.worker.samples.table.Cell} (what kind of value
 * it is) &rarr; {@link mayfly.worker.samples.table.Column} (counts, {@link mayfly.worker.samples.table.Numbers},
 * {@link mayfly.worker.samples.table.Values}). {@link mayfly.worker.samples.table.Faults} hears of what is wrong.
 * {@link mayfly.worker.samples.table.Profile} is what comes out.
 *
 * <h2>What is exact and what is estimated</h2>
 * Counts of rows, cells, missing and unparsable ones, min, max, mean, standard deviation and the bars of histograms are exact always.
 * Quantiles are exact while a column has few numbers ({@link mayfly.worker.samples.table.Budget#block}) and then come from a KLL sketch
 * (rank within about 2 %); distinct values and their frequencies are exact while few ({@link mayfly.worker.samples.table.Budget#values})
 * and then come from HyperLogLog registers (within about 4 %) and majority votes (never too high). The profile says which.
 *
 * <h2>Attempts</h2>
 * A pass is saved every few seconds and when it is to stop ({@link mayfly.worker.samples.table.Pass#save},
 * {@link mayfly.worker.samples.table.Bookmark}), and the next attempt goes on at the row where it was. Nothing depends on chance or on
 * where a pass was cut: the same table gives the same profile, in every byte, in one attempt or in several. Of a packed table what
 * lies before the row is unpacked once more, and not looked at.
 *
 * <h2>How the type of a column is known</h2>
 * The first rows (up to 1,000 within 1 MB) say what to expect: the kind that at least 80 % of the values share, else text. In the
 * pass, a value of another kind than expected is noted as a fault on trial. At the end a column has the kind that at least 90 % of
 * all its values share, else text; only the trial faults of a column whose expectation came true stand. A column that shows more than
 * 10 % odd values after its first 100 of them is given up as text at once, so that it cannot crowd out the faults of others.
 */
package mayfly.worker.samples.table;
