package mayfly.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A point in time on a page, in UTC.
 *
 * @param iso  for the {@code datetime} attribute
 * @param text for people
 */
public record Moment(String iso, String text) {
    private static final DateTimeFormatter TIME = form("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = form("HH:mm");
    private static final DateTimeFormatter DAY = form("d MMMM yyyy");
    private static final DateTimeFormatter SHORT_DAY = form("d MMM");
    private static final DateTimeFormatter SHORT = form("d MMM, HH:mm");

    /** "10:02:11". */
    public static Moment time(Instant at) {
        return of(at, TIME);
    }

    /** "10:07": good enough for what is to come. */
    public static Moment minute(Instant at) {
        return of(at, MINUTE);
    }

    /** "28 November 2026". */
    public static Moment day(Instant at) {
        return of(at, DAY);
    }

    /** "28 Nov". */
    public static Moment shortDay(Instant at) {
        return of(at, SHORT_DAY);
    }

    /** "10:02:11" where it is today, "20 Nov, 17:12" where it is not. */
    public static Moment recent(Instant at, Instant now) {
        return at == null ? null : of(at, date(at).equals(date(now)) ? TIME : SHORT);
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Moment of(Instant at, DateTimeFormatter form) {
        return at == null ? null : new Moment(at.toString(), form.format(at));
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
