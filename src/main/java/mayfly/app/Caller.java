package mayfly.app;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import mayfly.job.Owner;
import mayfly.web.Seal;

/**
 * Anonymous browsers, known by a cookie that holds a random id and our seal on it. A cookie that was forged or broken is as good as none.
 */
final class Caller {
    static final String COOKIE = "mayfly_owner";
    private static final String PURPOSE = "owner";
    private static final int YEAR = (int) Duration.ofDays(365).toSeconds();

    private final Seal seal;

    Caller(Seal seal) {
        this.seal = seal;
    }

    /** @return null when there is no cookie of ours */
    Owner known(HttpServletRequest request) {
        return id(request).map(Owner::anonymous).orElse(null);
    }

    /** A new owner, who is given a cookie with this answer. */
    Owner named(HttpServletRequest request, HttpServletResponse response) {
        String id = Seal.random();
        response.addCookie(cookie(request, seal.close(PURPOSE, id)));
        return Owner.anonymous(id);
    }

    private Optional<String> id(HttpServletRequest request) {
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
