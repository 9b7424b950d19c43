package mayfly.worker.samples.table;

import java.util.Locale;

/** What a value is, and what a column holds. Values are counted by kind; a column's type joins those that go together. */
enum Kind {
    INTEGER, NUMBER, BOOLEAN, DATE, DATETIME, TEXT,
    /** Of a column without any value. */
    EMPTY;

    private static final Kind[] ALL = values();
    static final int COUNT = ALL.length;

    static Kind at(int ordinal) {
        return ALL[ordinal];
    }

    /** The widest kind that this one may share a column with: whole numbers with numbers, dates with times. */
    Kind family() {
        return switch (this) {
            case INTEGER -> NUMBER;
            case DATE -> DATETIME;
            default -> this;
        };
    }

    /** For people and programs: "integer". */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With an article, as in "is not a number". */
    String one() {
        return switch (this) {
            case INTEGER -> "a whole number";
            case BOOLEAN -> "true or false";
            case DATE -> "a date";
            case DATETIME -> "a date and time";
            default -> "a " + word();
        };
    }
}
