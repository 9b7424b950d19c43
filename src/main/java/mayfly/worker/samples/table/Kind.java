package mayfly.worker.samples.table;

import java.util.Locale;

/** What a value is, and what a column holds. Values are counted by kind; a column's type joins those that go together. */
enum Kind {
    NUMBER(null), INTEGER(NUMBER), BOOLEAN(null), DATETIME(null), DATE(DATETIME), TEXT(null),
    /** No value; a column without any. */
    EMPTY(null);

    private static final Kind[] ALL = values();
    static final int COUNT = ALL.length;
    private final Kind family;

    Kind(Kind family) {
        this.family = family == null ? this : family;
    }

    /** The kind of this place among {@link #COUNT}. */
    static Kind at(int ordinal) {
        return ALL[ordinal];
    }

    /** The widest kind that this one may share a column with: whole numbers with numbers, dates with times. */
    Kind family() {
        return family;
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
            case DATE, DATETIME -> "a date";
            default -> "a " + word();
        };
    }
}
