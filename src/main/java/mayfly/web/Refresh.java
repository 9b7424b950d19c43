package mayfly.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How a page that shows something under way keeps itself current, without script.
 *
 * @param at     when the page was drawn
 * @param every  "5 s"; null while paused
 * @param here   the page's path, for the links
 */
public record Refresh(Moment at, String every, String here) {
    private static final String COOKIE = "mayfly_refresh";

    /** Seconds between two looks at a job of this age: often at first, when people wait, seldom later. */
    static int seconds(Duration age) {
        if (age.toSeconds() < 10) return 1;
        if (age.toSeconds() < 60) return 2;
        return age.toSeconds() < 600 ? 5 : 10;
    }

    /**
     * Decides by what the person chose ({@code ?refresh=on|off|now}, kept in a cookie) and sets the header.
     *
     * @param here path and query to come back to, without the context path; spelled out in the header, so that text browsers follow it
     *             and {@code refresh=now} does not stick
     */
    static Refresh set(Ask ask, HttpServletResponse response, Instant now, int seconds, String here) {
        String choice = ask.query("refresh");
        if (choice.equals("on") || choice.equals("off")) keep(ask, response, choice);
        boolean off = choice.equals("off") || ask.cookie(COOKIE).equals("off") && !choice.equals("on");
        String url = ask.url(here);
        if (!off) response.setHeader("Refresh", seconds + "; url=" + url);
        return new Refresh(Moment.time(now.truncatedTo(ChronoUnit.SECONDS)), off ? null : seconds + "\u00a0s", url);
    }

    private static void keep(Ask ask, HttpServletResponse response, String choice) {
        var cookie = new Cookie(COOKIE, choice);
        cookie.setPath(ask.url("/"));
        cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /** The page again with a choice, which is to be added: now, on or off. */
    public String address() {
        return here + (here.indexOf('?') < 0 ? "?" : "&") + "refresh=";
    }
}
