package mayfly.catalog;

import java.util.Locale;
import mayfly.catalog.ProcessDescription.Input;

/** How a field is drawn; its name in small letters is the word that templates know. */
enum Widget {
    /** One line. */
    TEXT,
    /** Several lines. */
    TEXTAREA,
    /** One line for a number. Drawn as text with an input mode, so that a wrong entry comes back as typed. */
    NUMBER,
    /** One box: yes or no. */
    CHECKBOX,
    RADIO, SELECT, DATE,
    /** One box for each value. */
    CHECKBOXES,
    /** Several free values, one on each line. */
    LIST,
    FILE;

    /** Up to this many values are shown all at once. */
    private static final int FEW = 3;

    static Widget of(Input input) {
        InputKind kind = InputKind.of(input);
        String wanted = input.form().widget();
        if (kind == InputKind.FILE) return FILE;
        if (kind == InputKind.CHOICE && input.several()) return CHECKBOXES;
        if (input.several()) return LIST;
        if (wanted != null && !wanted.equals("text")) return valueOf(wanted.toUpperCase(Locale.ROOT));
        return switch (kind) {
            case INTEGER, NUMBER -> NUMBER;
            case BOOLEAN -> CHECKBOX;
            case CHOICE -> input.schema().path("enum").size() <= FEW ? RADIO : SELECT;
            case DATE -> wanted == null ? DATE : TEXT;
            case JSON -> wanted == null ? TEXTAREA : TEXT;
            default -> TEXT;
        };
    }

    /** A yes-or-no that can also be left open: its absence from a form says nothing, while an unchecked box says no. */
    static boolean hasThreeStates(Input input) {
        return InputKind.of(input) == InputKind.BOOLEAN && of(input) != CHECKBOX;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
