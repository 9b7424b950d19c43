package mayfly.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** What is read without databind is what databind would have read; everything else is left to it. */
class RecordReaderTest {
    public record Inner(String name, List<Integer> numbers) { }

    public record Plain(String text, long whole, Long maybe, int small, double number, boolean flag, List<String> words, List<Inner> inner, InputFile file, List<InputFile> files) { }

    public record Renamed(@JsonProperty("other") String text) { }

    public record Loose(Map<String, Object> anything) { }

    public record Picky(long whole) {
        public Picky {
            if (whole < 0) throw new IllegalArgumentException("below zero");
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"text\": \"a \\u00e9 \\\"b\\\"\", \"whole\": 9007199254740993, \"maybe\": null, \"small\": -3, \"number\": 1, \"flag\": true, \"words\": [\"x\", null], \"inner\": []}",
        "{\"whole\": 1, \"small\": 2, \"number\": 1.5e3, \"flag\": false, \"inner\": [{\"name\": \"n\", \"numbers\": [1, 2]}, {\"name\": null, \"numbers\": null}]}",
        "{\"whole\": 1.0, \"small\": 2, \"number\": -0.0, \"flag\": false, \"words\": \"single\", \"inner\": {\"name\": \"alone\", \"numbers\": 7}}",
        "{\"whole\": 1, \"small\": 2, \"number\": 0, \"flag\": false, \"file\": {\"file\": \"file-1\", \"name\": \"../x.csv\", \"size\": 12, \"mediaType\": \"text/csv\"}}",
        "{\"whole\": 1, \"small\": 2, \"number\": 0, \"flag\": false, \"files\": [{\"file\": \"../../a\", \"name\": \"a\", \"size\": 1}, {\"file\": \"b\", \"name\": \"b\", \"size\": 2, \"mediaType\": \"\"}]}"})
    void agreesWithDatabind(String json) throws IOException {
        Optional<Object> lean = read(json, Plain.class);
        assertTrue(lean.isPresent(), "it was left to databind: " + json);
        assertEquals(databind(json, Plain.class), lean.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"whole\": 1.5, \"small\": 2, \"number\": 0, \"flag\": false}",
        "{\"whole\": null, \"small\": 2, \"number\": 0, \"flag\": false}",
        "{\"whole\": 1, \"small\": 3000000000, \"number\": 0, \"flag\": false}",
        "{\"whole\": 1, \"small\": 2, \"number\": 0, \"flag\": false, \"unknown\": 1}",
        "{\"whole\": 1, \"small\": 2, \"number\": 0, \"flag\": false",
        "[]"})
    void whatIsAmissIsLeftToDatabindWhichSaysSo(String json) throws IOException {
        assertEquals(Optional.empty(), read(json, Plain.class));
        if (!json.contains("1.5")) assertThrows(JacksonException.class, () -> databind(json, Plain.class));
    }

    @Test
    void whatItDoesNotKnowIsLeftToDatabind() throws IOException {
        assertEquals(Optional.empty(), read("{\"other\": \"x\"}", Renamed.class));
        assertEquals(Optional.empty(), read("{\"anything\": {\"a\": 1}}", Loose.class));
        assertEquals(Optional.empty(), read("{\"whole\": -1}", Picky.class));
        assertEquals(Optional.of(new Picky(1)), read("{\"whole\": 1}", Picky.class));
        assertEquals(Optional.empty(), read("{\"a\": 1}", Object.class));
    }

    private Optional<Object> read(String json, Class<?> type) throws IOException {
        return new RecordReader(folder).read(Files.writeString(folder.resolve("inputs.json"), json), type);
    }

    private Object databind(String json, Class<?> type) {
        return Binding.mapper(folder).readValue(json, type);
    }
}
