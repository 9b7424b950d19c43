package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason for which a file is refused, with its line. */
class RejectedFilesTest {
    @TempDir
    Path folder;

    record Case(String yaml, int line, String reason) { }

    static List<Case> below() {
        return List.of(
                new Case("nonsense: 1", 4,
                        "“nonsense” means nothing here; known are description, groups, id, inputs, keep, keywords, label, limits, outputs, run, samples, submit, template, title and version"),
                new Case("description: [a]", 4,
                        "“description” wants a text; here stands a list"),
                new Case("description: true", 4,
                        "“description” wants a text; here stands true, which is no text unless it is in quotes"),
                new Case("description:", 4,
                        "“description” wants a text; here stands nothing"),
                new Case("submit: {a: 1}", 4,
                        "“submit” wants a text; here stands a mapping"),
                new Case("keywords: a", 4,
                        "“keywords” wants a list such as [a, b]; here stands “a”"),
                new Case("keywords:\n  - a\n  - {b: 1}", 6,
                        "“keywords” wants texts; here stands a mapping"),
                new Case("title: Twice", 4,
                        "“title” stands here twice"),
                new Case("keep: 3 weeks", 4,
                        "“keep”: write a number and a unit such as 90 s, 30 min, 12 h or 7 d; found “3 weeks”"),
                new Case("keep: 0", 4,
                        "“keep” is zero: nobody could see the results"),
                new Case("limits:\n  soft: 2h\n  hard: 1h", 5,
                        "“soft” is longer than “hard”: it would never come to it"),
                new Case("limits:\n  memory: 15MiB", 5,
                        "“memory” is below 16 MiB, too little for a JVM"),
                new Case("limits:\n  memory: much", 5,
                        "“memory”: write a number of bytes with a unit such as 500 kB, 64 MiB or 2 GB; found “much”"),
                new Case("limits: {cpu: 1}", 4,
                        "“cpu” means nothing here; known are grace, hard, memory and soft"),
                new Case("label: x", 4,
                        "“label” names “x”, which is no input"),
                new Case("template: gone.html", 4,
                        "there is no file “gone.html” beside this one"),
                new Case("template: ../p.html", 4,
                        "“../p.html” is no name of a file beside this one"),
                new Case("inputs: [a]", 4,
                        "“inputs” wants a mapping; here stands a list"),
                new Case("inputs:\n  1x: {schema: {type: string}}", 5,
                        "“1x” is no input id; write a letter, then letters, digits, “_” or “-”, 64 at most"),
                new Case("inputs:\n  sample: {schema: {type: string}}", 5,
                        "an input cannot be called “sample”: the name has a meaning in links to the form"),
                new Case("inputs:\n  x: {title: X}", 5,
                        "“schema” is missing"),
                new Case("inputs:\n  x:\n    schema: {type: string}\n    minOcurs: 0", 7,
                        "“minOcurs” means nothing here; known are description, form, maxOccurs, minOccurs, schema and title"),
                new Case("inputs:\n  x: {minOccurs: -1, schema: {type: string}}", 5,
                        "“minOccurs”: write a whole number from 0; found “-1”"),
                new Case("inputs:\n  x: {maxOccurs: many, schema: {type: string}}", 5,
                        "“maxOccurs”: write a whole number from 1, or unbounded; found “many”"),
                new Case("inputs:\n  x: {minOccurs: 3, maxOccurs: 2, schema: {type: string}}", 5,
                        "“minOccurs” is 3 and “maxOccurs” 2: nothing can be valid"),
                new Case("inputs:\n  x: {maxOccurs: 2, schema: {type: boolean}}", 5,
                        "an input of type boolean has one value; leave “maxOccurs” out"),
                new Case("inputs:\n  x: {maxOccurs: 2, schema: {type: array}}", 5,
                        "an input of type array has one value; leave “maxOccurs” out"),
                new Case("inputs:\n  x:\n    schema: {type: string}\n    form: {widget: slider}", 7,
                        "“slider” does not fit this schema; write text or textarea"),
                new Case("inputs:\n  x:\n    schema: {type: boolean}\n    form: {widget: textarea}", 7,
                        "“textarea” does not fit this schema; write checkbox, radio or select"),
                new Case("inputs:\n  x:\n    schema: {type: string, format: binary}\n    form: {widget: text}", 7,
                        "“text” does not fit this schema; leave “widget” out"),
                new Case("inputs:\n  x:\n    schema: {type: string}\n    form: {accept: [.csv]}", 7,
                        "“accept” is for files only"),
                new Case("inputs:\n  x:\n    schema: {type: string, enum: [a]}\n    form:\n      labels:\n        b: Bee", 9,
                        "a label for “b”, which is no value of this input"),
                new Case("inputs:\n  x: {schema: {}}", 5,
                        "the schema has no “type”; known are string, integer, number, boolean, object and array"),
                new Case("inputs:\n  x:\n    schema:\n      type: text", 7,
                        "no such type: “text”; known are string, integer, number, boolean, object and array"),
                new Case("inputs:\n  x:\n    schema:\n      type: string\n      minimum: 1", 8,
                        "“minimum” is not supported in a schema of type string"),
                new Case("inputs:\n  x: {schema: {$ref: '#/x', type: string}}", 5,
                        "“$ref” is not supported in a schema of type string"),
                new Case("inputs:\n  x: {schema: {type: string, oneOf: [{type: string}]}}", 5,
                        "“oneOf” cannot be drawn as a form field; give one type"),
                new Case("inputs:\n  x: {schema: {type: string, nullable: true}}", 5,
                        "“nullable” is not for inputs; write minOccurs: 0 for an optional one"),
                new Case("inputs:\n  x: {schema: {type: string, format: color}}", 5,
                        "“format” wants one of binary, date, date-time, email, uri"),
                new Case("inputs:\n  x: {schema: {type: boolean, format: date}}", 5,
                        "“format” wants to be left out here"),
                new Case("inputs:\n  x: {schema: {type: string, pattern: '(a'}}", 5,
                        "“pattern” wants a regular expression: Unclosed group in “(a”"),
                new Case("inputs:\n  x: {schema: {type: string, pattern: 5}}", 5,
                        "“pattern” wants a regular expression"),
                new Case("inputs:\n  x: {schema: {type: string, maxLength: -1}}", 5,
                        "“maxLength” wants a whole number from 0"),
                new Case("inputs:\n  x: {schema: {type: string, minLength: 5, maxLength: 4}}", 5,
                        "nothing can be valid: “minLength” is 5, “maxLength” is 4"),
                new Case("inputs:\n  x: {schema: {type: integer, minimum: a}}", 5,
                        "“minimum” wants a number"),
                new Case("inputs:\n  x: {schema: {type: number, minimum: 5.5, maximum: 5}}", 5,
                        "nothing can be valid: “minimum” is 5.5, “maximum” is 5"),
                new Case("inputs:\n  x: {schema: {type: number, minimum: 5, exclusiveMinimum: 5}}", 5,
                        "“exclusiveMinimum” wants true or false, beside minimum"),
                new Case("inputs:\n  x: {schema: {type: number, exclusiveMaximum: true}}", 5,
                        "“exclusiveMaximum” stands beside “maximum”, which is missing"),
                new Case("inputs:\n  x: {schema: {type: number, multipleOf: 0}}", 5,
                        "“multipleOf” wants a number above 0"),
                new Case("inputs:\n  x: {schema: {type: number, maximum: .inf}}", 5,
                        "“.inf” is no finite number"),
                new Case("inputs:\n  x: {schema: {type: string, enum: []}}", 5,
                        "“enum” wants a list of at least one value"),
                new Case("inputs:\n  x: {schema: {type: string, enum: [a, 1]}}", 5,
                        "“enum” wants values of type string; found “1”: write it in quotes"),
                new Case("inputs:\n  x: {schema: {type: string, enum: [a, a]}}", 5,
                        "“enum” wants values that differ"),
                new Case("inputs:\n  x: {schema: {type: boolean, enum: [true]}}", 5,
                        "“enum” wants to be left out: a boolean is true or false already"),
                new Case("inputs:\n  x: {schema: {type: object, enum: [{}]}}", 5,
                        "“enum” is for texts and numbers only"),
                new Case("inputs:\n  x: {schema: {type: string, format: binary, default: a}}", 5,
                        "a file cannot have a default; offer it as a sample"),
                new Case("inputs:\n  x: {schema: {type: string, format: binary, enum: [a]}}", 5,
                        "a file cannot have an “enum”"),
                new Case("inputs:\n  x:\n    schema:\n      type: integer\n      maximum: 5\n      default: 6", 9,
                        "the default is not valid: Write a whole number of at most 5; you wrote “6”."),
                new Case("inputs:\n  x:\n    schema:\n      type: object\n      properties:\n        a:\n          type: float", 10,
                        "no such type: “float”; known are string, integer, number, boolean, object and array"),
                new Case("inputs:\n  x: {schema: {type: object, required: yes}}", 5,
                        "“required” wants a list of property names"),
                new Case("inputs:\n  x: {schema: {type: array, items: {$ref: 'http://a/b'}}}", 5,
                        "“$ref” is not supported in a schema without a type"),
                new Case("inputs:\n  x: {schema: {type: array, uniqueItems: 1}}", 5,
                        "“uniqueItems” wants true or false"),
                new Case("inputs: {x: {schema: {type: string}}}\ngroups: [{title: A, inputs: [x, y]}]", 5,
                        "the group names “y”, which is no input"),
                new Case("inputs: {x: {schema: {type: string}}, z: {schema: {type: string}}}\ngroups: [{title: A, inputs: [x]}]", 5,
                        "no group has “z”"),
                new Case("inputs: {x: {schema: {type: string}}}\ngroups:\n  - {title: A, inputs: [x]}\n  - {title: B, inputs: [x]}", 7,
                        "“x” stands in two groups"),
                new Case("groups: {a: b}", 4,
                        "“groups” wants a list; here stands a mapping"),
                new Case("groups: [a]", 4,
                        "“groups” wants mappings; here stands “a”"),
                new Case("outputs:\n  o: {title: O}", 5,
                        "“schema” is missing"),
                new Case("outputs:\n  a b: {schema: {type: string}}", 5,
                        "“a b” is no output id; write a letter, then letters, digits, “_” or “-”, 64 at most"),
                new Case("outputs:\n  o: {schema: {type: table}}", 5,
                        "no such type: “table”; known are string, integer, number, boolean, object and array"),
                new Case("samples: [{title: S}]", 4,
                        "“id” is missing"),
                new Case("samples:\n  - {id: s}\n  - {id: s}", 6,
                        "two samples are called “s”"),
                new Case("samples: [{id: S!}]", 4,
                        "“S!” is no id; write small letters, digits, “-” or “_”"),
                new Case("samples:\n  - id: s\n    inputs:\n      y: 1", 6,
                        "the sample is not valid: “y” is no input of this process; it takes no input."),
                new Case("inputs: {x: {schema: {type: integer}}}\nsamples:\n  - id: s\n    inputs:\n      x: a", 8,
                        "the sample is not valid: x: Write a whole number; you wrote “a”."),
                new Case("inputs: {x: {schema: {type: integer}}}\nsamples:\n  - id: s", 6,
                        "the sample is not valid: x: Write a whole number."),
                new Case("inputs: {x: {schema: {type: string, format: binary}}}\nsamples:\n  - id: s\n    files:\n      x: gone.csv", 8,
                        "the sample's file “gone.csv” is not there"),
                new Case("inputs: {x: {schema: {type: string}}}\nsamples:\n  - id: s\n    inputs: {x: a}\n    files:\n      x: p.yaml", 9,
                        "“x” is no file input"),
                new Case("samples:\n  - id: s\n    files:\n      y: p.yaml", 7,
                        "“y” is no input"),
                new Case("a: [1\nb: 2", 5,
                        "this is not YAML: expected ',' or ']', but got :"),
                new Case("inputs:\n\tx: 1", 5,
                        "this is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                new Case("description: a: b", 4,
                        "this is not YAML: mapping values are not allowed here"),
                new Case("---\nid: q", 5,
                        "a second document begins here; write one description in one file"),
                new Case("description: &d text\nsubmit: *d", 5,
                        "aliases such as *name are not supported; write the value out"),
                new Case("description: !!binary aGVsbG8=", 4,
                        "binary values are not supported"));
    }

    static List<Case> whole() {
        return List.of(
                new Case("", 1,
                        "begin with a mapping such as “id: count”"),
                new Case("- a", 1,
                        "begin with a mapping such as “id: count”"),
                new Case("title: T\nrun: {java: a.B}", 1,
                        "“id” is missing"),
                new Case("id: p\nrun: {java: a.B}", 1,
                        "“title” is missing"),
                new Case("id: p\ntitle: ' '\nrun: {java: a.B}", 2,
                        "“title” is empty"),
                new Case("id: p\ntitle: T", 1,
                        "“run” is missing"),
                new Case("id: p\ntitle: T\nrun: {flags: [-ea]}", 3,
                        "“java” is missing"),
                new Case("id: p\ntitle: T\nrun: {java: ../x}", 3,
                        "“../x” is no name of a Java class"),
                new Case("id: p\ntitle: T\nrun: {java: a.B, flags: [rm]}", 3,
                        "“rm” is no JVM flag; flags begin with “-”"),
                new Case("id: p\ntitle: T\nrun: {java: a.B, flags: [-Xmx1g]}", 3,
                        "set the heap by “limits: memory”, not by “-Xmx1g”"),
                new Case("id: p\ntitle: T\nrun: {java: a.B, command: [ls]}", 3,
                        "“command” means nothing here; known are flags, java, standby and unit"),
                new Case("id: Count\ntitle: T\nrun: {java: a.B}", 1,
                        "“Count” is no id; write small letters, digits, “-” or “_”, beginning with a letter or digit, 64 at most"),
                new Case("id: -x\ntitle: T\nrun: {java: a.B}", 1,
                        "“-x” is no id; write small letters, digits, “-” or “_”, beginning with a letter or digit, 64 at most"));
    }

    @ParameterizedTest
    @MethodSource("below")
    void refusesWhatStandsBelowAGoodHead(Case c) throws IOException {
        refuses("id: p\ntitle: P\nrun: {java: a.B}\n" + c.yaml, c);
    }

    @ParameterizedTest
    @MethodSource("whole")
    void refusesABadHead(Case c) throws IOException {
        refuses(c.yaml, c);
    }

    private void refuses(String yaml, Case c) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), yaml);
        Catalog catalog = Catalog.load(List.of(folder));
        assertEquals(List.of(new Catalog.Rejected(file, c.line, c.reason)), catalog.rejected());
        assertEquals(List.of(), catalog.all());
    }
}
