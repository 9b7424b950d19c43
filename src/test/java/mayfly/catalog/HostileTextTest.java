package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send, and many of them at once. */
class HostileTextTest {
    private static final List<String> TYPES = List.of("string", "string, pattern: '^(a+)+$'", "string, pattern: '^(a|b)*$'", "string, format: email", "string, format: uri",
            "string, format: date", "string, format: date-time", "string, enum: [a]", "string, format: binary", "integer", "number", "boolean", "object", "array");

    @Test
    void quotesAreShortAndVisible() {
        assertEquals("“" + "x".repeat(59) + "…”", Quote.of("x".repeat(61)));
        assertEquals("“" + "x".repeat(60) + "”", Quote.of("x".repeat(60)));
        assertEquals("“a␀b␊c␛d␡e�f�g�h”", Quote.of("a\u0000b\nc\u001Bd\u007Fe\u202Ef\uD800g\u0085h"));
        assertEquals("“" + "😀".repeat(59) + "…”", Quote.of("😀".repeat(61)));
        assertEquals("“👩‍🚀”", Quote.of("👩‍🚀"));
        assertEquals("“<b>”", Quote.of("<b>"));
    }

    @Test
    void anEndlessTextIsRefusedByItsLength() {
        assertEquals(List.of(new Fault("x", "Write at most 100,000 characters; you wrote 100,001.")), faults("string", "y".repeat(100_001)));
        assertEquals(List.of(), faults("string", "y".repeat(100_000)));
        assertEquals(List.of(), faults("string, maxLength: 200000", "y".repeat(200_000)));
        assertTrue(faults("object", "[".repeat(100_001)).get(0).message().endsWith("; at most 100,000 characters, you wrote 100,001."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "^(a|a)*$", "^([a-z]+)*@$", "(.|\\n)*x", "[a-z]+@"})
    void aCarelessPatternNeitherHangsNorOverflows(String pattern) {
        BoundedPattern bounded = new BoundedPattern(pattern);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertFalse(bounded.matches("a".repeat(99_999) + "!")));
    }

    @ParameterizedTest
    @CsvSource({"^[a-z]+$,abc,true", "b,abc,true", "^b,abc,false", "'^(a+)+$',aaaa,true"})
    void aPatternMatchesAsJsonSchemaSays(String pattern, String text, boolean matches) {
        assertEquals(matches, new BoundedPattern(pattern).matches(text));
    }

    @Test
    void noTextBreaksReadingCheckingOrDrawing() {
        List<String> texts = new ArrayList<>(List.of("", " ", "\r\n", "\u0000", "../../etc/passwd", "<script>alert(1)</script>", "${7*7}", "'; DROP TABLE", "1e999999999",
                "9".repeat(5000), "-", "+", ".", "e", "null", "true", "{}", "[]", "\"", "{\"a\":", "1e999", "[1e999]", "-1e999", "[".repeat(60_000), "{\"a\":".repeat(2000), "\uD800", "\uFFFF", "a@", "@", "http://",
                "a".repeat(100_000), "a.".repeat(40_000) + "@", "%00", "１２", "0x1p3", "Infinity", "1_000"));
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) texts.add(random.ints(random.nextInt(30), 0, 0x3000).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
        for (String type : TYPES) {
            for (String occurs : List.of("", "maxOccurs: 3, ")) {
                if (!occurs.isEmpty() && (type.equals("boolean") || type.equals("array"))) continue;
                ProcessDescription p = Descriptions.withInputs("x: {" + occurs + "schema: {type: " + type + "}}");
                InputCheck check = InputCheck.of(p);
                for (String text : texts) draw(p, check, text);
            }
        }
    }

    private static void draw(ProcessDescription p, InputCheck check, String text) {
        Map<String, List<String>> sent = Map.of("x", List.of(text));
        Checked checked = check.check(FormFields.read(p, sent));
        for (Fault fault : checked.faults()) {
            assertTrue(fault.message().length() < 300, fault.message());
            assertFalse(fault.message().chars().anyMatch(c -> c < 0x20), fault.message());
        }
        FormModel.sent(p, sent, checked.faults());
        InputWords.shown(p, checked.inputs());
    }

    @Test
    void manyThreadsGetTheSameAnswer() throws Exception {
        ProcessDescription p = Descriptions.withInputs("""
                n: {schema: {type: integer, minimum: 5, maximum: 50}}
                d: {schema: {type: string, format: date}}
                o: {schema: {type: object, required: [a], properties: {a: {type: array, items: {type: string, pattern: '^x'}}}}}
                """);
        InputCheck check = InputCheck.of(p);
        var good = Descriptions.json("{\"n\": 6, \"d\": \"2026-11-21\", \"o\": {\"a\": [\"x\"]}}");
        var bad = Descriptions.json("{\"n\": 4, \"d\": \"soon\", \"o\": {\"a\": [\"x\", \"y\"]}}");
        List<Fault> faults = InputCheck.of(p).check(bad).faults();
        assertEquals(3, faults.size());
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        Callable<Void> race = () -> {
            together.await();
            for (int i = 0; i < 500; i++) {
                assertEquals(List.of(), check.check(good).faults());
                assertEquals(faults, check.check(bad).faults());
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> future : pool.invokeAll(java.util.Collections.nCopies(threads, race))) future.get();
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Fault> faults(String type, String text) {
        return InputCheck.of(Descriptions.withInputs("x: {schema: {type: " + type + "}}")).check(Descriptions.json("{}").put("x", text)).faults();
    }
}
