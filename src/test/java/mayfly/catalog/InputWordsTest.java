package mayfly.catalog;

import static mayfly.catalog.Descriptions.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mayfly.catalog.InputWords.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class InputWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "schema: {type: integer}, form: {unit: s}                              | 10           | 10\u00A0s  | ``",
        "schema: {type: number}                                                | 2.50         | 2.5        | ``",
        "schema: {type: boolean}                                               | true         | yes        | ``",
        "schema: {type: boolean}                                               | false        | no         | ``",
        "schema: {type: boolean}, form: {labels: {true: Keep}}                 | true         | Keep       | ``",
        "schema: {type: string, enum: [a, b]}, form: {labels: {a: Find out}}   | \"a\"        | Find out   | ``",
        "maxOccurs: 3, schema: {type: string, enum: [a, b]}, form: {labels: {a: Find out}} | [\"a\",\"b\"] | Find out, b | ``",
        "maxOccurs: 3, schema: {type: integer}                                 | []           | none       | ``",
        "minOccurs: 0, schema: {type: integer}                                 | null         | none       | ``",
        "schema: {type: string}                                                | \"\"         | empty text | ``",
        "schema: {type: string}                                                | \"a\\n\\u0000b\" | a␊␀b  | ``",
        "schema: {type: object}                                                | {\"a\":1}    | {\"a\":1}  | ``"})
    void showsValues(String input, String value, String words, String detail) {
        assertEquals(List.of(new Shown("x", words, detail, -1)), InputWords.shown(process(input), json("{\"x\":" + value + "}")));
    }

    @Test
    void showsFilesByTheirNames() {
        ProcessDescription p = process("maxOccurs: 3, schema: {type: string, format: binary}");
        assertEquals(List.of(new Shown("x", "a.csv", "", 12), new Shown("x", "b␊.csv", "", -1)),
                InputWords.shown(p, json("{\"x\": [{\"file\": \"1\", \"name\": \"a.csv\", \"size\": 12}, {\"file\": \"2\", \"name\": \"b\\n.csv\"}]}")));
    }

    @Test
    void cutsWhatIsLong() {
        ObjectNode inputs = json("{}").put("x", "y".repeat(12_345));
        assertEquals(List.of(new Shown("x", "y".repeat(199) + "…", "12,345 characters", -1)), InputWords.shown(process("schema: {type: string}"), inputs));
        ObjectNode many = json("{}");
        for (int i = 0, n = 1000; i < n; i++) many.withArray("x").add(1);
        assertEquals(List.of(new Shown("x", "1" + ", 1".repeat(19), "1,000 values", -1)), InputWords.shown(process("maxOccurs: unbounded, schema: {type: integer}"), many));
    }

    @Test
    void labelsAJob() {
        assertEquals("10\u00A0s", label("schema: {type: integer}, form: {unit: s}", "{\"x\": 10}"));
        assertEquals("a.csv", label("maxOccurs: 2, schema: {type: string, format: binary}", "{\"x\": [{\"name\": \"a.csv\"}, {\"name\": \"b\"}]}"));
        assertEquals("Find out", label("schema: {type: string, enum: [a]}, form: {labels: {a: Find out}}", "{\"x\": \"a\"}"));
        assertEquals("", label("schema: {type: string}", "{}"));
        assertEquals("y".repeat(79) + "…", label("schema: {type: string}", "{\"x\": \"" + "y".repeat(81) + "\"}"));
        assertEquals("", InputWords.label(process("schema: {type: string}"), json("{\"x\": \"a\"}")));
    }

    private static String label(String input, String inputs) {
        return InputWords.label(Descriptions.of("label: x\ninputs:\n  x: {" + input + "}\n"), json(inputs));
    }

    private static ProcessDescription process(String input) {
        return Descriptions.withInputs("x: {" + input + "}");
    }
}
