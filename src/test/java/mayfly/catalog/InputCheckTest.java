package mayfly.catalog;

import static mayfly.catalog.Descriptions.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InputCheckTest {
    static List<Arguments> values() {
        return List.of(
                Arguments.of("integer, minimum: 5, maximum: 50", "500", "Write a whole number from 5 to 50; you wrote “500”."),
                Arguments.of("integer, minimum: 5, maximum: 50", "5.5", "Write a whole number from 5 to 50; you wrote “5.5”."),
                Arguments.of("integer, minimum: 5, maximum: 50", "\"ten\"", "Write a whole number from 5 to 50; you wrote “ten”."),
                Arguments.of("integer, minimum: 5, maximum: 50", "\"10\"", "Write a whole number from 5 to 50; you sent “10” as a text."),
                Arguments.of("integer, minimum: 5", "4", "Write a whole number of at least 5; you wrote “4”."),
                Arguments.of("integer, maximum: 5", "6", "Write a whole number of at most 5; you wrote “6”."),
                Arguments.of("integer, minimum: 5, exclusiveMinimum: true", "5", "Write a whole number above 5; you wrote “5”."),
                Arguments.of("integer, maximum: 5, exclusiveMaximum: true", "5", "Write a whole number below 5; you wrote “5”."),
                Arguments.of("integer, minimum: 1, maximum: 5, exclusiveMaximum: true", "5", "Write a whole number of at least 1 and below 5; you wrote “5”."),
                Arguments.of("integer, minimum: 1, exclusiveMinimum: true, maximum: 5", "0", "Write a whole number above 1 and at most 5; you wrote “0”."),
                Arguments.of("integer, multipleOf: 5", "7", "Write a whole number, a multiple of 5; you wrote “7”."),
                Arguments.of("integer", "true", "Write a whole number; you wrote “true”."),
                Arguments.of("integer", "[1, 2]", "Give one value only; you gave 2."),
                Arguments.of("integer", "[]", "Give one value only; you gave an empty list."),
                Arguments.of("integer", "[1]", "Write a whole number; you wrote “[1]”."),
                Arguments.of("integer", "{}", "Write a whole number; you wrote “{}”."),
                Arguments.of("integer", "12345678901234567890", "Write a whole number from -9223372036854775808 to 9223372036854775807; you wrote “12345678901234567890”."),
                Arguments.of("integer", "\"12345678901234567890123\"", "Write a whole number from -9223372036854775808 to 9223372036854775807; you sent “12345678901234567890123” as a text."),
                Arguments.of("integer, format: int32", "3000000000", "Write a whole number from -2147483648 to 2147483647; you wrote “3000000000”."),
                Arguments.of("integer", "1e400", "Write a whole number; you wrote “Infinity”."),
                Arguments.of("number", "\"3,5\"", "Write the decimal mark as a point, as in 3.5; you wrote “3,5”."),
                Arguments.of("number, minimum: 0, maximum: 0.5", "0.75", "Write a number from 0 to 0.5; you wrote “0.75”."),
                Arguments.of("number, multipleOf: 0.25", "0.3", "Write a number, a multiple of 0.25; you wrote “0.3”."),
                Arguments.of("number", "\"much\"", "Write a number; you wrote “much”."),
                Arguments.of("number", "1e400", "Write a number; you wrote “Infinity”."),
                Arguments.of("boolean", "\"yes\"", "Answer yes or no (true or false); you sent “yes”."),
                Arguments.of("boolean", "1", "Answer yes or no (true or false); you sent “1”."),
                Arguments.of("string", "5", "Write a text; you sent the number “5”."),
                Arguments.of("string", "{}", "Write a text; you sent “{}”."),
                Arguments.of("string, minLength: 3", "\"ab\"", "Write at least 3 characters; you wrote 2."),
                Arguments.of("string, maxLength: 3", "\"abcd\"", "Write at most 3 characters; you wrote 4."),
                Arguments.of("string, minLength: 2, maxLength: 3", "\"abcd\"", "Write 2 to 3 characters; you wrote 4."),
                Arguments.of("string, minLength: 2, maxLength: 2", "\"a\"", "Write exactly 2 characters; you wrote 1."),
                Arguments.of("string, pattern: '^[A-Z]{2}$'", "\"abc\"", "Write text of the form ^[A-Z]{2}$; you wrote “abc”."),
                Arguments.of("string, format: date", "\"21.11.\"", "Write a date such as 2026-11-21; you wrote “21.11.”."),
                Arguments.of("string, format: date", "\"2026-02-30\"", "Write a date such as 2026-11-21; you wrote “2026-02-30”."),
                Arguments.of("string, format: date", "5", "Write a date such as 2026-11-21; you wrote “5”."),
                Arguments.of("string, format: date-time", "\"2026-11-21\"", "Write a date and time such as 2026-11-21T09:30:00Z; you wrote “2026-11-21”."),
                Arguments.of("string, format: email", "\"mara@example\"", "Write an e-mail address such as name@example.org; you wrote “mara@example”."),
                Arguments.of("string, format: email", "\"m.a@example\"", "Write an e-mail address such as name@example.org; you wrote “m.a@example”."),
                Arguments.of("string, format: email", "\"mara\"", "Write an e-mail address such as name@example.org; you wrote “mara”."),
                Arguments.of("string, format: uri", "\"example.org\"", "Write a web address such as https://example.org/data; you wrote “example.org”."),
                Arguments.of("string, enum: [auto, comma]", "\"x\"", "Choose one of: auto, comma; you sent “x”."),
                Arguments.of("integer, enum: [1, 2]", "3", "Choose one of: 1, 2; you sent “3”."),
                Arguments.of("string, format: binary", "\"x.csv\"", "Choose a file."),
                Arguments.of("string, format: binary", "{\"file\": \"../x\", \"name\": \"x\"}", "Choose a file."),
                Arguments.of("string, format: binary", "{\"file\": \".\", \"name\": \"x\"}", "Choose a file."),
                Arguments.of("string, format: binary", "{\"file\": \"a/b\", \"name\": \"x\"}", "Choose a file."),
                Arguments.of("string, format: binary", "{\"name\": \"x\"}", "Choose a file."),
                Arguments.of("object", "\"x\"", "Write a JSON object such as {\"name\": 1}; you wrote “x”, which is no JSON from line 1, column 1."),
                Arguments.of("object", "[1]", "Write a JSON object such as {\"name\": 1}; you wrote “[1]”."),
                Arguments.of("object", "1e999", "Write a JSON object such as {\"name\": 1}; you wrote “Infinity”."),
                Arguments.of("object, properties: {a: {type: number, maximum: 5}}", "{\"a\": 1e999}", "This JSON has a number that is too large."),
                Arguments.of("array", "{}", "Write a JSON list such as [1, 2]; you wrote “{}”."),
                Arguments.of("object, required: [a]", "{}", "This JSON is not as it should be: required property 'a' not found."),
                Arguments.of("array, items: {type: integer}", "[1, \"a\"]", "In this JSON, at “/1”: string found, integer expected."));
    }

    static List<Arguments> missing() {
        return List.of(
                Arguments.of("schema: {type: string, format: binary}", "Choose a file."),
                Arguments.of("schema: {type: string, enum: [a, b]}, form: {labels: {a: Find out, b: Comma}}", "Choose one of: Find out, Comma."),
                Arguments.of("schema: {type: boolean}", "Answer yes or no."),
                Arguments.of("schema: {type: integer, minimum: 5, maximum: 50}", "Write a whole number from 5 to 50."),
                Arguments.of("schema: {type: string, format: date}", "Write a date such as 2026-11-21."),
                Arguments.of("schema: {type: string, format: email}", "Write an e-mail address such as name@example.org."),
                Arguments.of("schema: {type: string, pattern: '^x'}, form: {sample: xyz}", "Write text such as xyz."),
                Arguments.of("schema: {type: string, minLength: 3}", "Write text of at least 3 characters."),
                Arguments.of("schema: {type: string}", "Fill this in."),
                Arguments.of("schema: {type: array}", "Write a JSON list such as [1, 2]."),
                Arguments.of("minOccurs: 2, maxOccurs: 3, schema: {type: string, format: binary}", "Choose at least 2 files; you chose none."),
                Arguments.of("minOccurs: 2, maxOccurs: 3, schema: {type: string, enum: [a, b, c]}", "Choose at least 2; you chose none."),
                Arguments.of("minOccurs: 2, maxOccurs: 3, schema: {type: integer}", "Give at least 2 values; you gave none."));
    }

    static List<Arguments> counts() {
        return List.of(
                Arguments.of("minOccurs: 2, maxOccurs: 3, schema: {type: integer}", "[1]", "Give at least 2 values; you gave 1."),
                Arguments.of("minOccurs: 2, maxOccurs: 3, schema: {type: integer}", "1", "Give at least 2 values; you gave 1."),
                Arguments.of("minOccurs: 2, maxOccurs: 3, schema: {type: integer}", "[1, 2, 3, 4]", "Give at most 3 values; you gave 4."),
                Arguments.of("maxOccurs: 2, schema: {type: string, enum: [a, b, c]}", "[\"a\", \"b\", \"c\"]", "Choose at most 2; you chose 3."),
                Arguments.of("maxOccurs: 2, schema: {type: string, enum: [a, b, c]}", "[\"a\", \"x\"]", "Value 2: Choose one of: a, b, c; you sent “x”."),
                Arguments.of("maxOccurs: 2, schema: {type: string, enum: [a, b]}", "[]", "Choose one of: a, b."),
                Arguments.of("maxOccurs: unbounded, schema: {type: integer}", "[1, 2, \"x\", \"y\"]", "Value 3: Write a whole number; you wrote “x”."),
                Arguments.of("maxOccurs: unbounded, schema: {type: integer}", "[\"x\"]", "Write a whole number; you wrote “x”."),
                Arguments.of("maxOccurs: 1, schema: {type: string, format: binary}", "[{\"file\": \"a\", \"name\": \"a\"}, {\"file\": \"b\", \"name\": \"b\"}]", "Give one value only; you gave 2."),
                Arguments.of("maxOccurs: 2, schema: {type: string, format: binary}", "[{\"file\": \"a\", \"name\": \"a\"}, {\"file\": \"b\", \"name\": \"b\"}, {\"file\": \"c\", \"name\": \"c\"}]", "Choose at most 2 files; you chose 3."));
    }

    @ParameterizedTest
    @MethodSource("values")
    void saysWhatIsWrongWithAValue(String type, String value, String message) {
        assertEquals(List.of(new Fault("x", message)), check("schema: {type: " + type + "}", "{\"x\": " + value + "}").faults());
    }

    @ParameterizedTest
    @MethodSource("missing")
    void saysWhatIsMissing(String input, String message) {
        assertEquals(List.of(new Fault("x", message)), check(input, "{}").faults());
        assertEquals(List.of(new Fault("x", message)), check(input, "{\"x\": null}").faults());
    }

    @ParameterizedTest
    @MethodSource("counts")
    void countsSeveralValues(String input, String value, String message) {
        assertEquals(List.of(new Fault("x", message)), check(input, "{\"x\": " + value + "}").faults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "schema: {type: integer}                           | 3.0                | 3",
        "schema: {type: integer}                           | 3e2                | 300",
        "schema: {type: integer, enum: [1, 2]}             | 2.0                | 2",
        "schema: {type: integer}                           | 9223372036854775807 | 9223372036854775807",
        "schema: {type: number}                            | 3                  | 3",
        "schema: {type: number}                            | 0.1                | 0.1",
        "schema: {type: number, multipleOf: 0.1}           | 0.3                | 0.3",
        "schema: {type: boolean}                           | false              | false",
        "schema: {type: string}                            | \"\"               | \"\"",
        "schema: {type: string, pattern: b}                | \"abc\"            | \"abc\"",
        "schema: {type: string, format: email}             | \"a@b.de\"         | \"a@b.de\"",
        "schema: {type: string, format: uri}               | \"http://a/?b\"    | \"http://a/?b\"",
        "schema: {type: string, format: date}              | \"2024-02-29\"     | \"2024-02-29\"",
        "schema: {type: string, maxLength: 2}              | \"a😀\"   | \"a😀\"",
        "maxOccurs: 3, schema: {type: integer}             | [1, 2.0]           | [1,2]",
        "maxOccurs: 3, schema: {type: integer}             | 1.0                | [1]",
        "minOccurs: 0, maxOccurs: 3, schema: {type: integer} | []               | []",
        "schema: {type: array, items: {type: string}}      | [\"a\"]            | [\"a\"]",
        "schema: {type: object}                            | {\"a\":[1]}        | {\"a\":[1]}",
        "schema: {type: integer, default: 7}               | null               | 7",
        "maxOccurs: 3, schema: {type: integer, default: 7} | null               | [7]",
        "maxOccurs: 3, schema: {type: integer, default: [7, 8]} | null          | [7,8]",
        "schema: {type: boolean, default: false}           | null               | false"})
    void completes(String input, String value, String completed) {
        Checked checked = check(input, "{\"x\": " + value + "}");
        assertEquals(List.of(), checked.faults());
        assertTrue(checked.valid());
        assertEquals("{\"x\":" + completed + "}", checked.inputs().toString());
    }

    @Test
    void anOptionalInputMayBeAbsent() {
        assertEquals("{}", check("minOccurs: 0, schema: {type: string}", "{}").inputs().toString());
        assertTrue(check("minOccurs: 0, schema: {type: string}", "{\"x\": null}").valid());
    }

    @Test
    void aFileIsWhatWasStored() {
        String file = "{\"file\":\"3f.csv\",\"name\":\"../my \\\"table\\\".csv\",\"size\":3,\"mediaType\":\"image/png\"}";
        Checked checked = check("schema: {type: string, format: binary, contentMediaType: text/csv}", "{\"x\":" + file + "}");
        assertEquals(List.of(), checked.faults());
        assertEquals(file, checked.inputs().get("x").toString());
    }

    @Test
    void allFaultsComeAtOnceInTheOrderOfTheForm() {
        ProcessDescription p = Descriptions.withInputs("b: {schema: {type: integer}}\na: {schema: {type: string}}\nc: {schema: {type: string}}");
        Checked checked = InputCheck.of(p).check(json("{\"z\": 1, \"c\": \"fine\", \"y\": 2, \"b\": \"x\"}"));
        assertEquals(List.of(new Fault("b", "Write a whole number; you wrote “x”."), new Fault("a", "Fill this in."),
                new Fault("", "“z” and “y” are no inputs of this process; it takes b, a and c.")), checked.faults());
    }

    @Test
    void namesOnlySomeOfVeryManyUndeclaredInputs() {
        var inputs = json("{}");
        for (int i = 0; i < 1000; i++) inputs.put("n" + i, i);
        String message = InputCheck.of(Descriptions.of("")).check(inputs).faults().get(0).message();
        assertTrue(message.endsWith("“n9” and 990 more are no inputs of this process; it takes no input."), message);
    }

    @Test
    void doesNotChangeWhatItIsGiven() {
        var inputs = json("{\"x\": 3.0}");
        check("schema: {type: integer}", inputs.toString());
        InputCheck.of(Descriptions.withInputs("x: {schema: {type: integer}}\ny: {schema: {type: integer, default: 1}}")).check(inputs);
        assertEquals("{\"x\":3.0}", inputs.toString());
    }

    private static Checked check(String input, String inputs) {
        return InputCheck.of(Descriptions.withInputs("x: {" + input + "}")).check(json(inputs));
    }

    /** Who sends a value that is not asked for, from a form without script or from a program, is told so by the form; here it counts for nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'mode': 'fast'}                              | {'mode':'fast'}                            | ``",
        "{'mode': 'fast', 'depth': 'x'}                | {'mode':'fast'}                            | ``",
        "{'mode': 'exact'}                             | {'mode':'exact'}                           | depth",
        "{'mode': 'exact', 'depth': 3}                 | {'mode':'exact','depth':3,'unit':'m'}      | ``",
        "{'mode': 'exact', 'depth': 3.0, 'unit': 'km'} | {'mode':'exact','depth':3,'unit':'km'}     | ``",
        "{'mode': 'fast', 'depth': 3, 'unit': 'km'}    | {'mode':'fast'}                            | ``",
        "{'mode': 'slow', 'depth': 3}                  | {'mode':'slow'}                            | mode",
        "{'unit': 'km'}                                | {'mode':'fast'}                            | ``"})
    void whatIsNotAskedForIsLeftOut(String sent, String kept, String faulty) {
        ProcessDescription p = Descriptions.withInputs("""
                unit: {minOccurs: 0, when: {input: depth, is: [3, 4]}, schema: {type: string, default: m}}
                mode: {minOccurs: 0, schema: {type: string, enum: [fast, exact], default: fast}}
                depth: {when: {input: mode, is: exact}, schema: {type: integer}}
                """);
        Checked checked = InputCheck.of(p).check(json(sent.replace('\'', '"')));
        assertEquals(faulty, String.join(" ", checked.faults().stream().map(Fault::input).toList()));
        assertEquals(json(kept.replace('\'', '"')), checked.inputs());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{} | false", "{'b': false} | false", "{'b': true} | true", "{'b': true, 't': ''} | true"})
    void aSwitchThatIsOffHasNoValue(String sent, boolean asked) {
        ProcessDescription p = Descriptions.withInputs("b: {minOccurs: 0, schema: {type: boolean}}\nx: {when: {input: b}, schema: {type: string}}\nt: {minOccurs: 0, schema: {type: string}}");
        assertEquals(asked, InputCheck.of(p).check(json(sent.replace('\'', '"'))).faults().stream().anyMatch(f -> f.input().equals("x")));
    }
}
