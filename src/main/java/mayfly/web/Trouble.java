package mayfly.web;

/** A request that is answered with a plain page, or a problem document where both faces are served: what is wrong with it, for the person who sent it. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String title;

    /** @param status HTTP status, 400 to 599 */
    Trouble(int status, String title, String message) {
        super(message);
        this.status = status;
        this.title = title;
    }

    static Trouble notFound() {
        return new Trouble(404, "There is no such page", "The address may be mistyped, or the page may have moved.");
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
