package mayfly.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written without databind is the JSON that databind would have written; everything else is left to it. */
class ValueWriterTest {
    public record Point(double x, Double y, String name) { }

    public record Nested(List<Point> points, Map<String, Object> more, long big, boolean flag) { }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Annotated(String text) { }

    public record WithGetter(String text) {
        public String getLonger() {
            return text + text;
        }
    }

    @TempDir
    Path folder;

    static Stream<Object> plain() {
        var map = new LinkedHashMap<String, Object>();
        map.put("zero", 0);
        map.put("null", null);
        map.put("list", Arrays.asList(1L, null, "x", true, 2.5, Map.of()));
        var points = List.of(new Point(1, 2.0, "a\u2028 <b> \"c\" \\ \n \u0001 é 😀"), new Point(Double.NaN, Double.NEGATIVE_INFINITY, null));
        return Stream.of("text", "", 12, 9_007_199_254_740_993L, -0.0, 1e300, 0.1, true, List.of(), Set.of(1), map, points, new Nested(points, map, Long.MIN_VALUE, false));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void agreesWithDatabind(Object value) throws IOException {
        Path file = folder.resolve("value.json");
        assertTrue(ValueWriter.write(file, value), "it was left to databind");
        JsonNode lean = JsonMapper.shared().readTree(file.toFile());
        assertEquals(JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(value)), lean);
    }

    static Stream<Object> other() {
        return Stream.of(new Annotated(null), new WithGetter("a"), List.of(new Annotated("a")), LocalDate.EPOCH, new BigDecimal("1.10"), new int[] {1}, Map.of(1, "a"), Path.of("a/b"), Thread.State.NEW);
    }

    @ParameterizedTest
    @MethodSource("other")
    void whatIsNotPlainIsLeftToDatabind(Object value) throws IOException {
        Path file = folder.resolve("value.json");
        assertFalse(ValueWriter.write(file, value));
        Binding.mapper(folder).writeValue(file.toFile(), value);
        assertTrue(Files.size(file) > 0);
    }
}
