package mayfly.job;

import java.util.regex.Pattern;

/**
 * Who submitted a job: an anonymous browser, known by its cookie, or a login name.
 *
 * @param name "anon:" and letters and digits, or "user:" and a login name
 */
public record Owner(String name) {
    private static final Pattern FORM = Pattern.compile("(anon|user):[0-9A-Za-z._@+-]{1,64}");

    public Owner {
        if (!FORM.matcher(name).matches()) throw new IllegalArgumentException("not an owner: " + name);
    }

    public static Owner anonymous(String id) {
        return new Owner("anon:" + id);
    }
}
