package mayfly.job;

import java.util.regex.Pattern;

/**
 * Who submitted a job: an anonymous browser, known by its cookie, or a login name.
 *
 * @param name "anon:" and letters and digits, or "user:" and a login name; or what {@link #OPERATOR} has
 */
public record Owner(String name) {
    private static final Pattern FORM = Pattern.compile("(anon|user|role):[0-9A-Za-z._@+-]{1,64}");

    /** Who runs the deployment: owns no job, and may do with everybody's what their owners may. */
    public static final Owner OPERATOR = new Owner("role:operator");

    public Owner {
        if (!FORM.matcher(name).matches()) throw new IllegalArgumentException("not an owner: " + name);
    }

    public static Owner anonymous(String id) {
        return new Owner("anon:" + id);
    }

    /** @throws IllegalArgumentException when the login is not of 1 to 64 letters, digits and {@code . _ @ + -} */
    public static Owner login(String name) {
        return new Owner("user:" + name);
    }

    /** Whether it is a browser, known by nothing but its cookie. */
    public boolean isAnonymous() {
        return name.startsWith("anon:");
    }

    /** Whether it may cancel, delete and keep a job of that owner: its own, or any as the operator. */
    public boolean controls(Owner owner) {
        return equals(owner) || equals(OPERATOR);
    }
}
