package mayfly.worker.samples.table;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * What one cell holds: read into fields, used again for the next cell, so that a cell costs no object. Blanks around a value do not
 * count. A number is written as in Java without suffixes (12, -0.5, 6.02e23), with the table's decimal mark.
 */
final class Cell {
    private static final double[] TENS = new double[23];
    /** Below it every whole number is a double exactly, so that mantissa / power of ten is rounded once: correctly. */
    private static final long EXACT = 1L << 53;
    private final char decimal;
    private final MissingWords missing;
    private final Moment moment = new Moment();
    private char[] longhand = new char[64];
    private Kind kind;
    private double value;
    private int begin;
    private int end;

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) TENS[i] = TENS[i - 1] * 10;
    }

    Cell(char decimal, MissingWords missing) {
        this.decimal = decimal;
        this.missing = missing;
    }

    /** @return what the cell is: {@link Kind#EMPTY} when it has no value */
    Kind read(char[] text, int from, int to) {
        begin = from;
        end = to;
        while (begin < end && text[begin] <= ' ') begin++;
        while (end > begin && text[end - 1] <= ' ') end--;
        if (begin == end || missing.has(text, begin, end)) return kind = Kind.EMPTY;
        char first = text[begin];
        if (first <= '9' && first >= '+') {
            if (number(text) || moment(text)) return kind;
        } else if (truth(text)) {
            return kind = Kind.BOOLEAN;
        }
        return kind = Kind.TEXT;
    }

    Kind kind() {
        return kind;
    }

    /** The number, or the days since 1970-01-01 of a date or time. Says nothing for other kinds. */
    double value() {
        return value;
    }

    /** Where the value begins, without blanks around it. */
    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    private boolean number(char[] text) {
        int i = begin;
        boolean minus = text[i] == '-';
        if (minus || text[i] == '+') i++;
        long mantissa = 0;
        int digits = 0;
        int point = -1;
        for (; i < end; i++) {
            char c = text[i];
            int digit = c - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                digits++;
            } else if (c == decimal && point < 0) {
                point = i;
            } else {
                return digits > 0 && (c == 'e' || c == 'E') && longhand(text, point);
            }
        }
        if (digits == 0) return false;
        if (digits > 18 || mantissa > EXACT) return longhand(text, point);
        kind = point < 0 ? Kind.INTEGER : Kind.NUMBER;
        double exact = point < 0 ? mantissa : mantissa / TENS[end - point - 1];
        value = minus ? -exact : exact;
        return true;
    }

    /** Exponents and numbers too long for the short way. */
    private boolean longhand(char[] text, int point) {
        int length = end - begin;
        if (length > longhand.length) longhand = new char[length * 2];
        boolean whole = point < 0;
        for (int i = 0; i < length; i++) {
            char c = text[begin + i];
            if (c == 'e' || c == 'E') whole = false;
            else if (c == decimal) c = '.';
            else if ((c < '0' || c > '9') && c != '-' && c != '+') return false;
            longhand[i] = c;
        }
        try {
            value = JavaDoubleParser.parseDouble(longhand, 0, length);
        } catch (NumberFormatException e) {
            return false;
        }
        kind = whole ? Kind.INTEGER : Kind.NUMBER;
        return Double.isFinite(value);
    }

    private boolean moment(char[] text) {
        if (!moment.read(text, begin, end)) return false;
        value = moment.days();
        kind = moment.timed() ? Kind.DATETIME : Kind.DATE;
        return true;
    }

    private boolean truth(char[] text) {
        return switch (end - begin) {
            case 2 -> is(text, "no");
            case 3 -> is(text, "yes");
            case 4 -> is(text, "true");
            case 5 -> is(text, "false");
            default -> false;
        };
    }

    private boolean is(char[] text, String word) {
        for (int i = 0; i < word.length(); i++) {
            if ((text[begin + i] | 0x20) != word.charAt(i)) return false;
        }
        return true;
    }
}
