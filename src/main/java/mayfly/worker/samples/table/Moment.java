package mayfly.worker.samples.table;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads a date or a time: {@code 2026-11-21}, {@code 2026/11/21}, {@code 21.11.2026}; behind it, after a T or a blank, hours and
 * minutes, seconds and their decimals, Z or an offset. Without an offset it is taken as UTC. Forms such as 11/12/2026 stay text: nothing
 * says which is the month.
 */
final class Moment {
    private static final int[] LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final double DAY = 86_400;
    private char[] text;
    private int at;
    private int end;
    private double days;
    private boolean timed;

    boolean read(char[] from, int begin, int to) {
        text = from;
        at = begin;
        end = to;
        timed = false;
        int length = to - begin;
        if (length < 8 || length > 35 || !date()) return false;
        if (at == end) return true;
        timed = true;
        char separator = text[at++];
        return (separator == 'T' || separator == ' ') && time();
    }

    /** Days since 1970-01-01 UTC; whole for a date. */
    double days() {
        return days;
    }

    boolean timed() {
        return timed;
    }

    private boolean date() {
        int first = digits(1, 4);
        if (first < 0 || at == end) return false;
        char separator = text[at];
        if (separator != '-' && separator != '/' && separator != '.') return false;
        at++;
        int second = digits(1, 2);
        if (second < 0 || at == end || text[at++] != separator) return false;
        int third = digits(1, 4);
        if (third < 0) return false;
        if (separator == '.') return third >= 1000 && first <= 31 && day(third, second, first);
        return first >= 1000 && third <= 31 && day(first, second, third);
    }

    private boolean day(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) return false;
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (day > LENGTHS[month - 1] + (month == 2 && leap ? 1 : 0)) return false;
        days = LocalDate.of(year, month, day).toEpochDay();
        return true;
    }

    private boolean time() {
        int hours = digits(1, 2);
        if (hours < 0 || hours > 23 || !take(':')) return false;
        int minutes = digits(2, 2);
        if (minutes < 0 || minutes > 59) return false;
        double seconds = 0;
        if (take(':')) {
            int whole = digits(2, 2);
            if (whole < 0 || whole > 60) return false;
            seconds = whole + decimals();
        }
        days += (hours * 3600 + minutes * 60 + seconds) / DAY;
        return offset() && at == end;
    }

    private double decimals() {
        double fraction = 0;
        if (at + 1 < end && text[at] == '.') {
            at++;
            for (double unit = .1; at < end && text[at] >= '0' && text[at] <= '9'; unit /= 10) fraction += unit * (text[at++] - '0');
        }
        return fraction;
    }

    private boolean offset() {
        if (at == end || take('Z')) return true;
        char sign = text[at++];
        if (sign != '+' && sign != '-') return false;
        int hours = digits(2, 2);
        take(':');
        int minutes = digits(2, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return false;
        days -= (sign == '-' ? -1 : 1) * (hours * 60 + minutes) / 1440.0;
        return true;
    }

    private boolean take(char c) {
        if (at == end || text[at] != c) return false;
        at++;
        return true;
    }

    /** A number of so many digits; -1 when there is none. */
    private int digits(int least, int most) {
        int begin = at;
        int number = 0;
        while (at < end && at - begin < most && text[at] >= '0' && text[at] <= '9') number = number * 10 + text[at++] - '0';
        return at - begin >= least ? number : -1;
    }

    /** In words of ISO 8601: a date, or a time in UTC to the millisecond. */
    static String word(double days, boolean timed) {
        if (!timed) return LocalDate.ofEpochDay(Math.round(days)).toString();
        return Instant.ofEpochMilli(Math.round(days * DAY * 1000)).toString();
    }
}
