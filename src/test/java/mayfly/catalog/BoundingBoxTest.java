package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A bounding box as an input: written by people, sent by programs, checked, and shown. */
class BoundingBoxTest {
    private static final ProcessDescription ECHO = Catalog.load(List.of(java.nio.file.Path.of("etc/processes"))).find("echo").orElseThrow();

    private static Checked typed(String text) {
        return InputCheck.of(ECHO).check(FormFields.read(ECHO, Map.of("text", List.of("t"), "box", List.of(text))));
    }

    private static Checked sent(String json) {
        return InputCheck.of(ECHO).check((ObjectNode) JsonMapper.shared().readTree("{\"text\": \"t\", \"box\": " + json + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"7.5, 47.5, 8, 48 | [7.5,47.5,8,48]", "7.5 47.5 8 48 | [7.5,47.5,8,48]", "-180;-90;180;90 | [-180,-90,180,90]", "170,-10,-170,10 | [170,-10,-170,10]",
        "0, 0, -5, 1, 1, 5 | [0,0,-5,1,1,5]", "{\"bbox\": [1, 2, 3, 4]} | [1,2,3,4]"})
    void peopleWriteItInOneLine(String text, String box) {
        Checked checked = typed(text);
        assertEquals(List.of(), checked.faults());
        assertEquals(box, checked.inputs().path("box").path("bbox").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1, 2, 3 | west, south, east and north", "a, b, c, d | west, south, east and north", "1, 9, 2, 8 | The south of a bounding box is at most its north; you gave 9 and 8",
        "1, 2, 3, 91 | from -90 to 90", "181, 0, 182, 1 | from -180 to 180", "1, 2, 3, 4, 5 | four numbers, or six", "0, 0, 9, 1, 1, 5 | The bottom of a bounding box is at most its top"})
    void whatIsNoneIsSaidInWords(String text, String words) {
        List<Fault> faults = typed(text).faults();
        assertEquals(1, faults.size());
        assertEquals("box", faults.get(0).input());
        assertTrue(faults.get(0).message().contains(words), faults.toString());
    }

    @Test
    void programsMaySendAnotherReferenceSystem() {
        String utm = "{\"bbox\": [500000, 5000000, 600000, 5100000], \"crs\": \"http://www.opengis.net/def/crs/EPSG/0/32632\"}";
        assertEquals(List.of(), sent(utm).faults());
        for (String bad : List.of("[1, 2, 3, 4]", "{\"bbox\": [1, 2, 3, 4], \"epsg\": 4326}", "{\"bbox\": [1, 2, 3, \"4\"]}", "{\"bbox\": [1, 2, 3, 4], \"crs\": \"no address\"}", "{\"crs\": \"http://x.example/\"}"))
            assertEquals(1, sent(bad).faults().size(), bad);
    }

    @Test
    void itComesBackAsItWasWritten() {
        var inputs = typed("7.5, 47.5, 8, 48").inputs();
        assertEquals(List.of("7.5, 47.5, 8, 48"), FormModel.texts(ECHO, inputs).get("box"));
        assertTrue(InputWords.shown(ECHO, inputs).stream().anyMatch(s -> s.value().equals("7.5, 47.5, 8, 48")));
        var other = sent("{\"bbox\": [1, 2, 3, 4], \"crs\": \"http://www.opengis.net/def/crs/EPSG/0/4326\"}").inputs();
        assertEquals(other.path("box"), FormFields.read(ECHO, Map.of("box", FormModel.texts(ECHO, other).get("box"))).path("box"));
    }

    @Test
    void aFormHasOneLineForItWithAHint() {
        var field = FormModel.fresh(ECHO, Map.of()).fields().stream().filter(f -> f.id().equals("box")).findFirst().orElseThrow();
        assertEquals("text", field.widget());
        assertTrue(field.help().contains("West, south, east and north in degrees, such as 7.5, 47.5, 8, 48"), field.help());
    }

    @Test
    void itsWholeSchemaIsDescribed() {
        assertEquals("[\"bbox\"]", ECHO.inputs().get("box").schema().path("required").toString());
        assertEquals("number", ECHO.inputs().get("box").schema().path("properties").path("bbox").path("items").path("type").asString());
    }
}
