package mayfly.app;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import mayfly.job.Owner;
import mayfly.web.Seal;

/**
 * Who is asking: an anonymous browser, known by a cookie that holds a random id and our seal on it. A cookie that was forged or broken
 * makes a new owner, as if there were none.
 */
public final class Caller {
    static final String COOKIE = "mayfly_owner";
    private static final String PURPOSE = "owner";
    private static final int YEAR = (int) Duration.ofDays(365).toSeconds();

    private final Seal seal;

    public Caller(Seal seal) {
        this.seal = seal;
    }

    /** The caller; a new one is given a cookie with this answer. */
    public Owner of(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> known = known(request);
        request.setAttribute("owner.known", known.isPresent());
        if (known.isPresent()) return Owner.anonymous(known.get());
        String id = Seal.random();
        response.addCookie(cookie(request, seal.close(PURPOSE, id)));
        return Owner.anonymous(id);
    }

    private Optional<String> known(HttpServletRequest request) {
        if (request.getCookies() == null) return Optional.empty();
        for (Cookie c : request.getCookies()) {
            Optional<String> id = c.getName().equals(COOKIE) ? seal.open(PURPOSE, c.getValue()) : Optional.empty();
            if (id.isPresent()) return id;
        }
        return Optional.empty();
    }

    private static Cookie cookie(HttpServletRequest request, String value) {
        var cookie = new Cookie(COOKIE, value);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setPath(request.getContextPath() + "/");
        cookie.setMaxAge(YEAR);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
