package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class FormFieldsTest {
    static List<Arguments> texts() {
        return List.of(
                read("schema: {type: integer}", "{\"x\":7}", "7"),
                read("schema: {type: integer}", "{\"x\":7}", "  +7 "),
                read("schema: {type: integer}", "{\"x\":-7}", "-007"),
                read("schema: {type: integer}", "{\"x\":7.0}", "7.0"),
                read("schema: {type: integer}", "{\"x\":\"seven\"}", "seven"),
                read("schema: {type: integer}", "{\"x\":\"1e999999999\"}", "1e999999999"),
                read("schema: {type: integer}", "{\"x\":\"0x10\"}", "0x10"),
                read("schema: {type: integer}", "{\"x\":\"٣\"}", "٣"),
                read("schema: {type: integer}", "{}", ""),
                read("schema: {type: integer}", "{}", " "),
                read("schema: {type: integer}", "{\"x\":[1,2]}", "1", "2"),
                read("schema: {type: number}", "{\"x\":0.5}", " .5\t"),
                read("schema: {type: number}", "{\"x\":1500.0}", "1.5e3"),
                read("schema: {type: number}", "{\"x\":\"3,5\"}", "3,5"),
                read("schema: {type: number}", "{\"x\":\"NaN\"}", "NaN"),
                read("schema: {type: number}", "{\"x\":\"1d\"}", "1d"),
                read("schema: {type: number}", "{\"x\":\"1e999\"}", "1e999"),
                read("schema: {type: boolean}", "{\"x\":false}"),
                read("schema: {type: boolean}", "{\"x\":true}", "true"),
                read("schema: {type: boolean}", "{\"x\":true}", "on"),
                read("schema: {type: boolean}", "{\"x\":false}", "false"),
                read("schema: {type: boolean}", "{\"x\":\"maybe\"}", "maybe"),
                read("schema: {type: boolean}, form: {widget: radio}", "{}"),
                read("schema: {type: boolean}, form: {widget: select}", "{}", ""),
                read("schema: {type: string}", "{\"x\":\" a \\n b\"}", " a \r\n b"),
                read("schema: {type: string}", "{\"x\":\" \"}", " "),
                read("schema: {type: string}", "{}", ""),
                read("schema: {type: string}", "{}"),
                read("schema: {type: string, format: date}", "{\"x\":\"2026-11-21\"}", " 2026-11-21 "),
                read("schema: {type: string, enum: [a, b]}", "{\"x\":\"b\"}", "b"),
                read("schema: {type: string, enum: [a, b]}", "{\"x\":\"c\"}", "c"),
                read("schema: {type: string, enum: [a, b]}", "{}", ""),
                read("schema: {type: integer, enum: [1, 2]}", "{\"x\":2}", "2"),
                read("schema: {type: object}", "{\"x\":{\"a\":1}}", "{\"a\":\r\n1}"),
                read("schema: {type: object}", "{\"x\":\"{a\"}", "{a"),
                read("schema: {type: array}", "{\"x\":\"[] []\"}", "[] []"),
                read("maxOccurs: 9, schema: {type: integer}", "{\"x\":[1,2,\"z\"]}", "1\r\n\r\n 2 \r\nz"),
                read("maxOccurs: 9, schema: {type: integer}", "{\"x\":[1,2]}", "1", "2"),
                read("maxOccurs: 9, schema: {type: integer}", "{}", "\r\n"),
                read("maxOccurs: 9, schema: {type: string, enum: [a, b, c]}", "{\"x\":[\"a\",\"c\"]}", "a", "c"),
                read("maxOccurs: 9, schema: {type: string, enum: [a, b, c]}", "{}"),
                read("maxOccurs: 9, schema: {type: string, enum: [a, b, c], default: a}", "{\"x\":[]}"),
                read("schema: {type: string, format: binary}", "{}", "forged.csv"));
    }

    private static Arguments read(String input, String json, String... texts) {
        return Arguments.of(input, List.of(texts), json);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void readsTexts(String input, List<String> texts, String json) {
        ProcessDescription p = Descriptions.withInputs("x: {" + input + "}");
        assertEquals(json, FormFields.read(p, texts.isEmpty() ? Map.of() : Map.of("x", texts)).toString());
    }

    @Test
    void passesOnWhatIsNoInput() {
        assertEquals("{\"z\":[\"1\"]}", FormFields.read(Descriptions.of(""), Map.of("z", List.of("1"))).toString());
    }

    @Test
    void readsBackWhatItShowed() {
        ProcessDescription p = Descriptions.withInputs("""
                whole: {minOccurs: 0, schema: {type: integer}}
                real: {minOccurs: 0, schema: {type: number}}
                flag: {schema: {type: boolean, default: true}}
                open: {minOccurs: 0, schema: {type: boolean}, form: {widget: select}}
                text: {minOccurs: 0, schema: {type: string}, form: {widget: textarea}}
                day: {minOccurs: 0, schema: {type: string, format: date}}
                pick: {minOccurs: 0, schema: {type: number, enum: [1, 2.5, 10000000000]}}
                picks: {minOccurs: 0, maxOccurs: 3, schema: {type: string, enum: [a, "b c", "ä\\"<"], default: a}}
                lines: {minOccurs: 0, maxOccurs: unbounded, schema: {type: string}}
                reals: {minOccurs: 0, maxOccurs: unbounded, schema: {type: number}}
                object: {minOccurs: 0, schema: {type: object}}
                array: {minOccurs: 0, schema: {type: array}}
                """);
        InputCheck check = InputCheck.of(p);
        Random random = new Random(4711);
        for (int i = 0; i < 3000; i++) {
            ObjectNode inputs = inputs(random);
            assertEquals(inputs, FormFields.read(p, FormModel.texts(p, inputs)), inputs::toString);
            assertEquals(List.of(), check.check(inputs).faults(), inputs::toString);
        }
    }

    private static ObjectNode inputs(Random random) {
        ObjectNode node = Descriptions.JSON.createObjectNode();
        if (random.nextBoolean()) node.set("whole", Descriptions.JSON.readTree(Long.toString(random.nextLong() >> random.nextInt(64))));
        if (random.nextBoolean()) node.put("real", real(random));
        node.put("flag", random.nextBoolean());
        if (random.nextBoolean()) node.put("open", random.nextBoolean());
        if (random.nextBoolean()) node.put("text", text(random) + "\n" + text(random));
        if (random.nextBoolean()) node.put("day", "20%02d-%02d-%02d".formatted(random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        if (random.nextBoolean()) node.set("pick", Descriptions.JSON.readTree(List.of("1", "2.5", "10000000000").get(random.nextInt(3))));
        ArrayNode picks = node.putArray("picks");
        for (String value : List.of("a", "b c", "ä\"<")) if (random.nextBoolean()) picks.add(value);
        if (random.nextBoolean()) node.putArray("lines").add(text(random)).add(text(random));
        if (random.nextBoolean()) node.putArray("reals").add(real(random)).add(5).add(real(random));
        if (random.nextBoolean()) node.putObject("object").put(text(random), text(random)).putArray("n").add(1).addNull().add("\r\n");
        if (random.nextBoolean()) node.putArray("array").add(random.nextInt()).addObject();
        return node;
    }

    private static double real(Random random) {
        double d = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(d) ? d : 0.1;
    }

    private static String text(Random random) {
        List<String> parts = new ArrayList<>(List.of("x"));
        for (int i = random.nextInt(6); i >= 0; i--) parts.add(List.of(" ", "\t", "\"", "<b>", "ß", "😀", "\u0000", "\\", "%", "&amp;", "'").get(random.nextInt(11)));
        return String.join("", parts);
    }
}
