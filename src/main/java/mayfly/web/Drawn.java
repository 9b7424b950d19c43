package mayfly.web;

import java.util.List;

/**
 * One output as the results page draws it.
 *
 * @param id     output id
 * @param title  for people
 * @param help   what it is; may be empty
 * @param kind   big, text, numbers, table, pairs, image or note
 * @param text   for big, text and note
 * @param items  for numbers
 * @param table  for tables and pairs
 * @param href   of the bytes
 * @param csv    of the same as CSV; null where it makes none
 * @param size   in words
 * @param pager  null when all of it is shown
 */
record Drawn(String id, String title, String help, String kind, String text, List<String> items, Table table, String href, String csv, String size, Pager pager) {
    record Table(List<Column> columns, List<List<Cell>> rows) { }

    record Column(String title, boolean number) { }

    record Cell(String text, boolean number) { }

    /** @param earlier address; null at the beginning; {@code later} null at the end */
    record Pager(String range, String earlier, String later) { }

    /** A row of the table of files. */
    record FileRow(String href, String name, String what, String type, String size) { }
}
