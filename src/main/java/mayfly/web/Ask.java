package mayfly.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import mayfly.job.JobRecord;
import mayfly.job.Owner;

/**
 * One request as pages read it. Path variables, the query and the caller are attributes that the router has set; parameters are never
 * asked from the container, because containers differ in how they read bodies and what they drop.
 */
record Ask(HttpServletRequest http) {
    String path(String name) {
        return (String) http.getAttribute("path." + name);
    }

    /** Query parameters, in order. */
    @SuppressWarnings("unchecked")
    Map<String, List<String>> query() {
        return (Map<String, List<String>>) http.getAttribute("query");
    }

    /** A query parameter's first value; empty when it is not there. */
    String query(String name) {
        return query().getOrDefault(name, List.of("")).get(0);
    }

    /** A query parameter that is a number; {@code otherwise} where it is none. */
    long number(String name, long otherwise) {
        String text = query(name);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }

    Owner owner() {
        return (Owner) http.getAttribute(Owner.class.getName());
    }

    /** Whether the reader may cancel, keep and delete the job. */
    boolean controls(JobRecord job) {
        return http.getAttribute("operator") != null || owner().controls(job.owner());
    }

    /** Whether a program asks, with an API token: it has no page of ours from which a form's own token could come. */
    boolean byToken() {
        return http.getAttribute("token") != null;
    }

    String cookie(String name) {
        if (http.getCookies() != null) {
            for (Cookie c : http.getCookies()) if (c.getName().equals(name)) return c.getValue();
        }
        return "";
    }

    /** A path of ours as the browser needs it. */
    String url(String path) {
        return http.getContextPath() + path;
    }

    /** A path of ours as people pass it on. */
    String absolute(String path) {
        return http.getAttribute("base") + path;
    }
}
