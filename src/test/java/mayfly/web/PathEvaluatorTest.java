package mayfly.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.standard.StandardDialect;

/** Expressions have the same value, or the same lack of one, whether paths are read directly or by OGNL. */
class PathEvaluatorTest {
    record Inner(String text, int number, boolean yes, List<String> none) {
        public String said() {
            return "said " + text;
        }

        public String fails() {
            throw new IllegalStateException("on purpose");
        }
    }

    record Model(String name, Inner inner, Inner nothing, List<Inner> list, Map<String, Object> map) { }

    /** Of another shape, and met by the same expression after a Model. */
    record Other(String name) { }

    private static final Model MODEL = new Model("<b>", new Inner("t&", 7, true, List.of()), null, List.of(new Inner("a", 1, false, List.of("x")), new Inner("b", 2, true, List.of())), map());

    private static Map<String, Object> map() {
        var map = new HashMap<String, Object>(Map.of("key", "value", "inner", new Inner("in a map", 3, false, List.of()), "size", "not the entry", "list", List.of(1, 2)));
        map.put("empty", null);
        return map;
    }

    private static TemplateEngine engine(boolean direct) {
        RecordAccessor.install();
        var dialect = new StandardDialect();
        if (direct) dialect.setVariableExpressionEvaluator(new PathEvaluator());
        var engine = new TemplateEngine();
        engine.setDialect(dialect);
        return engine;
    }

    private static String draw(TemplateEngine engine, String template) {
        return engine.process(template, new Context(Locale.ENGLISH, Map.of("page", MODEL, "text", "a text", "list", MODEL.list(), "map", MODEL.map(), "param", "guarded")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.name", "text", "page.inner.text", "page.inner.number", "page.inner.yes", "page.inner.said", "page.nothing", "page.name.isEmpty()", "page.inner.none.isEmpty()",
        "page.list.size()", "page.map.key", "page.map.inner.said", "page.map.empty", "page.map.absent", "map.key", "map.size", "map.isEmpty", "map.list.size()", "map.isEmpty()", "map.size()",
        "list.isEmpty", "list.size", "page.name.bytes.length", "page.name.length()", "page.inner.number + 1", "page.nothing == null", "list[1].text", "true", "null", " page.name ",
        "unknown", "page.name.class", "page.inner.hashCode", "'literal'", "page.list.{text}"})
    void valuesAreThoseOfOgnl(String expression) {
        String template = "<p th:text=\"${" + expression + "}\" th:title=\"${" + expression + "}\"></p>";
        assertEquals(outcome(engine(false), template), outcome(engine(true), template));
    }

    private static String outcome(TemplateEngine engine, String template) {
        try {
            return draw(engine, template);
        } catch (TemplateProcessingException e) {
            return "refused";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.missing", "page.inner.missing", "page.nothing.text", "unknown.name", "page.map.absent.text", "text.missing", "page.nothing.isEmpty()"})
    void whatIsNotThereIsAnErrorThatNamesIt(String expression) {
        var error = assertThrows(TemplateProcessingException.class, () -> draw(engine(true), "<p th:text=\"${" + expression + "}\"></p>"));
        assertTrue(error.getMessage().contains(expression), error.getMessage());
    }

    @Test
    void markupIsEscapedAndIterationWorks() {
        assertEquals("<p>&lt;b&gt;</p><i>1 t&amp;</i>", draw(engine(true), "<p th:text=\"${page.name}\"></p><i>[[${page.map.list[0]}]] [[${page.inner.text}]]</i>"));
        assertEquals("<b>a0</b><b>b1</b>", draw(engine(true), "<b th:each=\"e : ${page.list}\" th:text=\"${e.text} + ${eStat.index}\"></b>"));
        assertEquals("<b>yes</b>", draw(engine(true), "<b th:if=\"${page.inner.yes} and not ${page.name.isEmpty()}\" th:text=\"${page.inner.yes} ? 'yes' : 'no'\"></b>"));
    }

    @Test
    void oneExpressionMeetsRecordsOfSeveralClasses() {
        TemplateEngine engine = engine(true);
        for (Object page : List.of(MODEL, new Other("other"), MODEL, Map.of("name", "in a map"))) {
            String expected = page instanceof Map ? "in a map" : page == MODEL ? "&lt;b&gt;" : "other";
            assertEquals("<p>" + expected + "</p>", engine.process("<p th:text=\"${page.name}\"></p>", new Context(Locale.ENGLISH, Map.of("page", page))));
        }
    }

    @Test
    void whatAMethodThrowsIsNotSwallowed() {
        RuntimeException error = assertThrows(RuntimeException.class, () -> draw(engine(true), "<p th:text=\"${page.inner.fails}\"></p>"));
        Throwable root = error;
        while (root.getCause() != null) root = root.getCause();
        assertEquals("on purpose", root.getMessage());
    }

    /** Only what is compiled is read directly; that these are is what makes pages fast. */
    @Test
    void plainPathsAreCompiledAndNothingElseIs() {
        for (String plain : List.of("page", "page.job.title", "page.log.isEmpty()", "e_1.x.size()")) assertNotNull(PlainPath.compile(plain), plain);
        for (String other : List.of("", "true", "param.x", "this.x", "#strings.x", "page.a()", "isEmpty()", "a.isEmpty().b", "a[0]", "a + b", "@java.lang.Runtime@x", "a.b == null", "new X()", "!a")) {
            assertNull(PlainPath.compile(other), other);
        }
    }
}
