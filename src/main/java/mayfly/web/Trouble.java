package mayfly.web;

import java.util.Map;
import mayfly.queue.ProblemType;

/** A request that is answered with a plain page, or a problem document where both faces are served: what is wrong with it, for the person who sent it. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ProblemType type;
    private final String title;
    private final transient Map<String, String> headers;

    /** @param title of this occurrence, which may be nearer to it than that of its type */
    Trouble(ProblemType type, String title, String message) {
        this(type, title, message, Map.of());
    }

    /** @param headers of the answer */
    Trouble(ProblemType type, String title, String message, Map<String, String> headers) {
        super(message);
        this.type = type;
        this.title = title;
        this.headers = headers;
    }

    static Trouble notFound() {
        return new Trouble(ProblemType.NOT_FOUND, ProblemType.NOT_FOUND.title(), ProblemType.NOT_FOUND.happened());
    }

    public ProblemType type() {
        return type;
    }

    public String title() {
        return title;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
