package mayfly.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.thymeleaf.templateresolver.StringTemplateResolver;

class PartsTest {
    private static final String TEMPLATE = "<p th:fragment=\"part(text)\" th:text=\"${text}\"></p>";
    private final List<String> drawn = new ArrayList<>();

    /** A template whose whole text stands for its name. */
    private final Parts parts = new Parts(new Templates(new StringTemplateResolver()) {
        @Override
        String draw(String template, String fragment, String contextPath, Map<String, Object> variables) {
            drawn.add(variables.get("text").toString());
            return super.draw(TEMPLATE, fragment, contextPath, variables);
        }
    });

    private String draw(Object shown, String text) {
        Supplier<Map<String, Object>> model = () -> Map.of("text", text);
        return parts.draw("part", "", shown, model);
    }

    @Test
    void isDrawnOnceForWhatItShows() {
        assertEquals("<p>&lt;a&gt;</p>", draw(List.of("<a>"), "<a>"));
        assertEquals("<p>&lt;a&gt;</p>", draw(List.of("<a>"), "<a>"));
        assertEquals("<p>b</p>", draw(List.of("b"), "b"));
        assertEquals("<p>c</p>", parts.draw("part", "/below", List.of("b"), () -> Map.of("text", "c")));
        assertEquals(List.of("<a>", "b", "c"), drawn);
    }

    @Test
    void forgetsWhatIsNotAskedForAndNothingLarge() {
        for (int i = 0; i < 10_000; i++) {
            draw("often", "often");
            draw(i, "text " + i);
        }
        assertTrue(parts.size() <= Parts.MOST, parts.size() + " are held");
        assertEquals(1, drawn.stream().filter("often"::equals).count());
        drawn.clear();
        for (int i = 0; i < 3; i++) draw("large", "x".repeat(20_000));
        assertEquals(3, drawn.size());
    }
}
