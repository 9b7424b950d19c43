package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import mayfly.catalog.FormModel.Field;
import mayfly.catalog.FormModel.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormModelTest {
    private static final Constraints NONE = new Constraints(null, null, null, null, null, null, null, null, null);
    private static final String WHOLE = HtmlPattern.number(true);
    private static final String NUMBER = HtmlPattern.number(false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "schema: {type: string}                                          | text       | ``",
        "schema: {type: string}, form: {widget: textarea}                | textarea   | ``",
        "schema: {type: string, default: NA}                             | text       | NA when left empty.",
        "schema: {type: string, maxLength: 20}                           | text       | Text of at most 20 characters.",
        "schema: {type: string, minLength: 2, maxLength: 2000}           | text       | Text of 2 to 2,000 characters.",
        "schema: {type: string, pattern: '^a'}                           | text       | ``",
        "schema: {type: string, pattern: '^a'}, form: {sample: abc}      | text       | Text such as abc.",
        "schema: {type: string}, form: {sample: abc}                     | text       | For example abc.",
        "schema: {type: string}, form: {examples: [a b, c]}              | text       | For example “a b” or “c”.",
        "schema: {type: number}, form: {examples: [1, 2.50]}             | number     | A number. For example 1 or 2.50.",
        "schema: {type: string, format: email}                           | text       | An e-mail address such as name@example.org.",
        "schema: {type: string, format: uri}, form: {sample: 'http://a'} | text       | A web address such as http://a.",
        "schema: {type: string, format: date}                            | date       | A date such as 2026-11-21.",
        "schema: {type: string, format: date, default: '2026-01-01'}, form: {widget: text} | text | A date such as 2026-11-21; 2026-01-01 when left empty.",
        "schema: {type: integer, minimum: 5, maximum: 50}                | number     | A whole number from 5 to 50.",
        "schema: {type: integer, minimum: 5, maximum: 50, default: 10}   | number     | A whole number from 5 to 50; 10 when left empty.",
        "schema: {type: number, minimum: 0, exclusiveMinimum: true}, form: {sample: 2.5} | number | A number above 0. For example 2.5.",
        "schema: {type: integer, multipleOf: 1}                          | number     | A whole number.",
        "schema: {type: boolean}                                         | checkbox   | ``",
        "schema: {type: boolean}, form: {widget: radio}                  | radio      | ``",
        "schema: {type: string, enum: [a, b, c]}                         | radio      | ``",
        "schema: {type: string, enum: [a, b, c, d]}                      | select     | ``",
        "schema: {type: string, enum: [a, b, c, d]}, form: {widget: radio} | radio    | ``",
        "maxOccurs: 2, schema: {type: string, enum: [a, b, c, d]}        | checkboxes | Choose at most 2.",
        "maxOccurs: unbounded, schema: {type: string, enum: [a, b]}      | checkboxes | ``",
        "minOccurs: 2, maxOccurs: unbounded, schema: {type: integer}     | list       | A whole number. One value on each line, at least 2.",
        "maxOccurs: unbounded, schema: {type: string}                    | list       | One value on each line.",
        "schema: {type: string, format: binary}                          | file       | ``",
        "schema: {type: string, format: binary}, form: {accept: [.csv, .tsv, .gz]} | file | A file ending in .csv, .tsv or .gz.",
        "schema: {type: string, format: binary}, form: {accept: [.mp4, video/*]} | file | A file ending in .mp4, or any video.",
        "schema: {type: string, format: binary}, form: {accept: [image/*, text/csv]} | file | Any image or text/csv.",
        "maxOccurs: unbounded, schema: {type: string, format: binary}    | file       | One file or more.",
        "minOccurs: 2, maxOccurs: 5, schema: {type: string, format: binary} | file    | 2 to 5 files.",
        "schema: {type: object}                                          | textarea   | A JSON object such as {\"name\": 1}.",
        "schema: {type: array}, form: {sample: '[3]', widget: text}      | text       | A JSON list such as [3]."})
    void choosesAWidgetAndAHint(String input, String widget, String hint) {
        Field field = fresh(input);
        assertEquals(widget, field.widget());
        assertEquals(hint, field.hint());
        assertEquals(hint, field.help());
    }

    @Test
    void helpIsTheDescriptionThenTheHint() {
        assertEquals("How many bars. A whole number.", fresh("title: Bars, description: How many bars., schema: {type: integer}").help());
        assertEquals("Bars", fresh("title: Bars, schema: {type: integer}").label());
        assertEquals("s", fresh("schema: {type: integer}, form: {unit: s}").unit());
    }

    @Test
    void constraintsAreThoseOfHtml() {
        assertEquals(new Constraints("5", "50", "1", null, null, WHOLE, null, "numeric", null), fresh("schema: {type: integer, minimum: 5, maximum: 50}").constraints());
        assertEquals(new Constraints("-1", null, "0.25", null, null, NUMBER, null, null, null), fresh("schema: {type: number, minimum: -1, multipleOf: 0.25}").constraints());
        assertEquals(new Constraints(null, null, "any", null, null, NUMBER, null, "decimal", null),
                fresh("schema: {type: number, minimum: 0, exclusiveMinimum: true}").constraints());
        assertEquals(new Constraints(null, null, null, "1", "9", "[a-z]+", null, null, null), fresh("schema: {type: string, minLength: 1, maxLength: 9, pattern: '^[a-z]+$'}").constraints());
        assertEquals("[\\s\\S]*(?:^a|b$)[\\s\\S]*", fresh("schema: {type: string, pattern: '^a|b$'}").constraints().pattern());
        assertEquals("email", fresh("schema: {type: string, format: email}").constraints().inputmode());
        assertEquals("url", fresh("schema: {type: string, format: uri}").constraints().inputmode());
        assertEquals(".csv,.tsv", fresh("schema: {type: string, format: binary}, form: {accept: [.csv, .tsv]}").constraints().accept());
        assertEquals("text/csv", fresh("schema: {type: string, format: binary, contentMediaType: text/csv}").constraints().accept());
        assertEquals(NONE, fresh("schema: {type: string, format: date}").constraints());
        assertEquals(NONE, fresh("maxOccurs: 3, schema: {type: string, maxLength: 5, pattern: a}").constraints());
    }

    /** What the server accepts, the browser's own check accepts too; it may leave more to the server. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "integer | 7 -7 +7 3.0 3e0 1.5e1 07 .0 | 1.5 x 1,5 -- 0x1", "number | 7 -7.5 .5 5. 1e-9 +1.5E+3 | x 1,5 1e -- ."})
    void numbersAreCheckedByAPattern(String type, String good, String bad) {
        Field field = fresh("schema: {type: " + type + "}");
        for (String text : good.split(" ")) assertTrue((" " + text + " ").matches(field.constraints().pattern()), text);
        for (String text : bad.split(" ")) assertFalse(text.matches(field.constraints().pattern()), text);
        assertEquals(type.equals("integer") ? "a whole number" : "a number", field.said().accepted());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "^[a-z]+$ | [a-z]+", "^[a-z_-]+$ | [a-z_\\-]+", "^[-a]$ | [\\-a]", "^[^/(]*$ | [^\\/\\(]*", "x-y | [\\s\\S]*(?:x-y)[\\s\\S]*", "^\\d{2,3}(?:,\\d)?$ | \\d{2,3}(?:,\\d)?",
        "^a++$ | ``", "^\\p{Punct}$ | ``", "^[a&&b]$ | ``", "^[a[b]]$ | ``", "(?i)a | ``", "\\Aa | ``", "^\\S+$ | ``", "[^\\s]+ | ``"})
    void aPatternThatMeansSomethingElseInBrowsersIsLeftToTheServer(String pattern, String html) {
        assertEquals(html.isEmpty() ? null : html, HtmlPattern.of(pattern));
    }

    @Test
    void aDependentFieldSaysOnWhat() {
        ProcessDescription p = Descriptions.withInputs("""
                a: {title: Mode, schema: {type: string, enum: [x, y, z]}, form: {labels: {x: Extra}}}
                b: {when: {input: a, is: [x, y]}, schema: {type: string}}
                c: {title: Box, minOccurs: 0, when: {input: b}, schema: {type: boolean, default: true}}
                d: {when: {input: c}, schema: {type: string}}
                e: {when: {input: c, is: false}, schema: {type: string}}
                h: {title: Tags, maxOccurs: 3, schema: {type: string}}
                g: {when: {input: h, is: q}, schema: {type: string}}
                """);
        List<String> words = FormModel.fresh(p, Map.of()).fields().stream().map(f -> f.condition() == null ? "" : f.condition().words()).toList();
        assertEquals(List.of("", "Only if “Mode” is Extra or y.", "Only if “b” has a value.", "Only if “Box” is checked.", "Only if “Box” is not checked.", "", "Only if “Tags” has q."), words);
        assertEquals("Only if “Mode” is Extra or y.", p.told("b"));
        assertEquals(0, p.least("b"));
        assertEquals(1, p.least("a"));
    }

    /** Said by script before anything is sent, and by the server after it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"schema: {type: integer, minimum: 5}", "schema: {type: string}", "schema: {type: string, maxLength: 9}", "schema: {type: string, enum: [a, b]}", "schema: {type: string, format: date}",
        "schema: {type: string, format: binary}", "minOccurs: 2, maxOccurs: 5, schema: {type: string, format: binary}", "minOccurs: 2, maxOccurs: 5, schema: {type: string, enum: [a, b, c]}", "minOccurs: 2, maxOccurs: 5, schema: {type: number}"})
    void theWordsForWhatIsMissingAreThoseOfTheCheck(String input) {
        ProcessDescription p = Descriptions.withInputs("x: {" + input + "}");
        assertEquals(InputCheck.of(p).check(Descriptions.json("{}")).faults().get(0).message(), FormModel.fresh(p, Map.of()).fields().get(0).said().missing());
    }

    @Test
    void aGroupMayExplainItself() {
        FormModel form = FormModel.fresh(Descriptions.of("inputs:\n  a: {schema: {type: string}}\ngroups:\n  - {title: One, description: Of all., inputs: [a]}\n"), Map.of());
        assertEquals("Of all.", form.groups().get(0).help());
    }

    @Test
    void requiredMeansThatItMustBeFilledIn() {
        assertTrue(fresh("schema: {type: string}").required());
        assertFalse(fresh("minOccurs: 0, schema: {type: string}").required());
        assertFalse(fresh("schema: {type: string, default: a}").required());
        assertFalse(fresh("schema: {type: boolean}").required());
    }

    @Test
    void offersChoices() {
        assertEquals(List.of(new Option("a", "Find out", false), new Option("b", "b", true)),
                fresh("schema: {type: string, enum: [a, b], default: b}, form: {labels: {a: Find out}}").options());
        assertEquals(List.of(new Option("", "Choose one", true), new Option("a", "a", false)), fresh("schema: {type: string, enum: [a]}, form: {widget: select}").options());
        assertEquals(List.of(new Option("", "No choice", true), new Option("a", "a", false)), fresh("minOccurs: 0, schema: {type: string, enum: [a]}, form: {widget: select}").options());
        assertEquals(List.of(new Option("a", "a", true)), fresh("schema: {type: string, enum: [a], default: a}, form: {widget: select}").options());
        assertEquals(List.of(new Option("a", "a", false), new Option("", "No choice", true)), fresh("minOccurs: 0, schema: {type: string, enum: [a]}").options());
        assertEquals(List.of(new Option("true", "Yes", true)), fresh("schema: {type: boolean, default: true}").options());
        assertEquals(List.of(new Option("true", "Keep", false), new Option("false", "No", true)), fresh("schema: {type: boolean, default: false}, form: {widget: radio, labels: {true: Keep}}").options());
        assertEquals(List.of(true, false, true), fresh("maxOccurs: 3, schema: {type: integer, enum: [1, 2, 3], default: [1, 3]}").options().stream().map(Option::selected).toList());
    }

    @Test
    void prefillGoesOverDefaults() {
        ProcessDescription p = Descriptions.withInputs("a: {schema: {type: integer, default: 1}}\nb: {schema: {type: boolean, default: true}}\nc: {schema: {type: number, default: 2.50}}");
        FormModel form = FormModel.fresh(p, Map.of("a", List.of("<x>"), "b", List.of("false"), "other", List.of("1")));
        assertEquals(List.of("<x>", "false", "2.5"), form.fields().stream().map(Field::value).toList());
        assertFalse(form.fields().get(1).options().get(0).selected());
    }

    @Test
    void whatWasSentComesBackAsTyped() {
        ProcessDescription p = Descriptions.of("""
                inputs:
                  a: {schema: {type: integer, default: 1}}
                  b: {schema: {type: boolean, default: true}}
                  c: {maxOccurs: 5, schema: {type: integer}}
                  d: {schema: {type: string, format: binary}}
                groups:
                  - {title: One, inputs: [c, a]}
                  - {title: Two, inputs: [b, d]}
                """);
        FormModel form = FormModel.sent(p, Map.of("a", List.of(" 0500 "), "c", List.of("1\r\nx"), "d", List.of("forged")),
                List.of(new Fault("a", "Too many."), new Fault("", "“z” is no input."), new Fault("d", "Choose a file.")));
        assertEquals(List.of("One", "Two"), form.groups().stream().map(FormModel.FieldGroup::title).toList());
        assertEquals(List.of("c", "a", "b", "d"), form.fields().stream().map(Field::id).toList());
        assertEquals(List.of("1\r\nx", " 0500 ", "", ""), form.fields().stream().map(Field::value).toList());
        assertEquals("Too many.", form.fields().get(1).fault());
        assertNull(form.fields().get(0).fault());
        assertEquals(List.of("“z” is no input."), form.faults());
        assertFalse(form.fields().get(2).options().get(0).selected());
        assertTrue(form.hasFiles());
        assertTrue(form.fields().get(0).several());
    }

    @Test
    void withoutGroupsThereIsOneWithoutAHeading() {
        FormModel form = FormModel.fresh(Descriptions.withInputs("a: {schema: {type: string}}"), Map.of());
        assertEquals(1, form.groups().size());
        assertEquals("", form.groups().get(0).title());
        assertFalse(form.hasFiles());
    }

    @Test
    void inputsOfAnotherJobBecomeTexts() {
        ProcessDescription p = Descriptions.withInputs("a: {schema: {type: integer}}\nb: {maxOccurs: 2, schema: {type: string}}\nfile: {schema: {type: string, format: binary}}");
        assertEquals(Map.of("a", List.of("7"), "b", List.of("x", "y")),
                FormModel.texts(p, Descriptions.json("{\"a\": 7, \"b\": [\"x\", \"y\"], \"gone\": 1, \"file\": {\"file\": \"1\", \"name\": \"n\"}}")));
        assertEquals(Map.of(), FormModel.texts(p, Descriptions.JSON.nullNode()));
    }

    private static Field fresh(String input) {
        return FormModel.fresh(Descriptions.withInputs("x: {" + (input.contains("title:") ? "" : "title: X, ") + input + "}"), Map.of()).fields().get(0);
    }
}
