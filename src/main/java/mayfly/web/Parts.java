package mayfly.web;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Parts of pages that stay as they are from one refresh to the next, as markup: each is drawn once and remembered by all that it shows, so that what has changed is drawn
 * anew. Holds at most {@link #MOST} of them, 16 KB each; those asked for least recently are forgotten first.
 */
final class Parts {
    static final int MOST = 4_000;
    private static final int LARGEST = 16_384;

    private final Templates templates;
    private final Recent<Key, String> drawn = new Recent<>(MOST);

    Parts(Templates templates) {
        this.templates = templates;
    }

    private record Key(String fragment, String contextPath, Object shown) { }

    /**
     * The markup of a fragment of {@code parts.html}.
     *
     * @param shown what decides how it looks, all of it; with an equals of its own
     * @param model the fragment's variables, made of {@code shown} alone
     */
    String draw(String fragment, String contextPath, Object shown, Supplier<Map<String, Object>> model) {
        var key = new Key(fragment, contextPath, shown);
        String known = drawn.get(key);
        if (known != null) return known;
        String markup = templates.draw("parts", fragment, contextPath, model.get());
        if (markup.length() <= LARGEST) drawn.put(key, markup);
        return markup;
    }

    int size() {
        return drawn.size();
    }
}
