package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mayfly.job.FailureKind;
import mayfly.job.Limits;
import mayfly.job.OnLog;
import mayfly.job.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    private static final String FULL = """
            id: full
            version: 1.10
            title: Everything
            description: Has it all.
            keywords: [a, b]
            inputs:
              table:
                title: Table
                maxOccurs: unbounded
                schema: {type: string, format: binary, contentMediaType: text/csv}
                form: {accept: [.csv, .tsv]}
              bins:
                title: Bars
                description: How many.
                minOccurs: 0
                schema: {type: integer, minimum: 5, maximum: 50, default: 10}
                form: {unit: bars, sample: 12}
            groups:
              - {title: The table, inputs: [table]}
              - {title: The bars, inputs: [bins]}
            outputs:
              numbers: {title: Numbers, description: All., schema: {type: array, items: {type: integer}}}
            run: {java: some.Computation, flags: [-XX:+UseSerialGC], standby: 2}
            limits: {soft: 25min, hard: 30min, grace: 10s, memory: 64MiB}
            keep: 7d
            samples:
              - {id: small, title: A small one, inputs: {bins: 7}, files: {table: data.csv}}
            submit: Profile the table
            label: table
            template: full.html
            """;

    @TempDir
    Path folder;

    @Test
    void readsEveryPart() throws IOException {
        Files.writeString(folder.resolve("data.csv"), "a\n1\n");
        Files.writeString(folder.resolve("full.html"), "<p>");
        Files.writeString(folder.resolve("full.yaml"), FULL);
        Catalog catalog = Catalog.load(List.of(folder));
        assertEquals(List.of(), catalog.rejected());
        ProcessDescription p = catalog.find("full").orElseThrow();
        assertEquals("1.10", p.version());
        assertEquals(List.of("a", "b"), p.keywords());
        assertEquals(List.of("table", "bins"), List.copyOf(p.inputs().keySet()));
        assertEquals(Integer.MAX_VALUE, p.inputs().get("table").maxOccurs());
        assertTrue(p.inputs().get("table").isFile());
        assertFalse(p.inputs().get("bins").required());
        assertEquals("12", p.inputs().get("bins").form().sample());
        assertEquals(List.of("bins"), p.groups().get(1).inputs());
        assertEquals("array", p.outputs().get("numbers").schema().path("type").asString());
        assertEquals(new ProcessDescription.Run("some.Computation", List.of("-XX:+UseSerialGC"), "", 2, Command.NONE, List.of(), Sandbox.NONE), p.run());
        assertEquals(new Limits(Duration.ofMinutes(25), Duration.ofMinutes(30), Duration.ofSeconds(10), 64 << 20, 0, 100_000_000, OnLog.TRUNCATE, 10_000_000_000L), p.limits());
        assertEquals(RetryPolicy.DEFAULT, p.retry());
        assertEquals(Duration.ofDays(7), p.keep());
        assertEquals(Map.of("table", List.of(folder.resolve("data.csv"))), p.samples().get(0).files());
        assertEquals(7, p.samples().get(0).inputs().get("bins").asInt());
        assertEquals("Profile the table", p.submit());
        assertEquals("table", p.label());
        assertEquals(folder.resolve("full.html"), p.template());
        assertEquals(folder.resolve("full.yaml"), p.source());
    }

    @Test
    void fillsInDefaults() {
        ProcessDescription p = Descriptions.withInputs("x: {schema: {type: string}}");
        assertEquals("1", p.version());
        assertEquals("", p.description());
        assertEquals("Start", p.submit());
        assertEquals("x", p.inputs().get("x").title());
        assertTrue(p.inputs().get("x").required());
        assertEquals(1, p.inputs().get("x").maxOccurs());
        assertEquals(new Limits(Duration.ofMinutes(55), Duration.ofHours(1), Duration.ofSeconds(5), 256L << 20, 0, 100_000_000, OnLog.TRUNCATE, 10_000_000_000L), p.limits());
        assertNull(p.keep());
        assertNull(p.template());
    }

    @Test
    void oneTimeLimitFollowsTheOther() {
        assertEquals(Duration.ofMinutes(11), Descriptions.of("limits: {hard: 12min}").limits().soft());
        assertEquals(Duration.ofMinutes(125), Descriptions.of("limits: {soft: 2h}").limits().hard());
        assertEquals(Duration.ZERO, Descriptions.of("limits: {hard: 0}").limits().soft());
        assertEquals(Duration.ZERO, Descriptions.of("limits: {soft: 0}").limits().soft());
    }

    @Test
    void aRetryPolicyIsReadAndWhatIsNoneIsRefusedByName() {
        assertEquals(new RetryPolicy(5, Duration.ofSeconds(90), 1.5, Duration.ofMinutes(10), 0, Set.of(FailureKind.LOST, FailureKind.TIMEOUT)),
                Descriptions.of("retry: {attempts: 5, delay: 90s, factor: 1.5, jitter: 0, kinds: [lost, TIMEOUT]}").retry());
        assertEquals(Duration.ofHours(1), Descriptions.of("retry: {delay: 1h}").retry().most());
        assertEquals(Set.of(), Descriptions.of("retry: {kinds: []}").retry().kinds());
        for (String[] bad : new String[][] {{"attempts: 0", "“0” is no whole number from 1 to 100"}, {"attempts: 2.5", "“2.5” is no whole number"}, {"factor: 0.5", "“0.5” is no number from 1 to 10"},
            {"jitter: 1.5", "from 0 to 1"}, {"kinds: [input]", "“input” is no kind of failure that can be tried again; there are computation, timeout, memory, lost and launch"},
            {"delay: 10s, most: 5s", "“most” is shorter than “delay”"}, {"on: lost", "“on” means nothing here"}})
            assertTrue(message("retry: {" + bad[0] + "}").contains(bad[1]), message("retry: {" + bad[0] + "}"));
    }

    private static String message(String bad) {
        return assertThrows(AssertionError.class, () -> Descriptions.of(bad), bad).getMessage();
    }

    @Test
    void oneBadFileLeavesTheOthers() throws IOException {
        write("bad.yaml", "id: bad\n");
        write("b.yml", "id: b\ntitle: beta\nrun: {java: X}\n");
        write("a.yaml", "id: a\ntitle: Gamma\nrun: {java: X}\n");
        write("c.yaml", "id: c\ntitle: Alpha\nrun: {java: X}\n");
        write("readme.txt", "no");
        write(".hidden.yaml", "no");
        Catalog catalog = Catalog.load(List.of(folder));
        assertEquals(List.of("c", "b", "a"), catalog.all().stream().map(ProcessDescription::id).toList());
        assertEquals(List.of(folder.resolve("bad.yaml"), folder.resolve("bad.yaml")), catalog.rejected().stream().map(Catalog.Rejected::file).toList());
        assertTrue(catalog.find("bad").isEmpty());
        assertThrows(UnsupportedOperationException.class, () -> catalog.all().clear());
    }

    @Test
    void anIdIsTakenOnce() throws IOException {
        Path first = Files.createDirectory(folder.resolve("one"));
        Path second = Files.createDirectory(folder.resolve("two"));
        Files.writeString(first.resolve("x.yaml"), "id: a\ntitle: First\nrun: {java: X}\n");
        Files.writeString(second.resolve("y.yaml"), "title: Second\nid: a\nrun: {java: X}\n");
        Catalog catalog = Catalog.load(List.of(first, second));
        assertEquals("First", catalog.find("a").orElseThrow().title());
        assertEquals(List.of(new Catalog.Rejected(second.resolve("y.yaml"), 2, "the id “a” is taken by " + first.resolve("x.yaml"))), catalog.rejected());
    }

    @Test
    void namesAFolderThatIsNotThereAndAFileThatIsNoText() throws IOException {
        Files.write(folder.resolve("x.yaml"), new byte[] {'i', 'd', ':', (byte) 0xFF});
        Files.write(folder.resolve("y.yaml"), "#".repeat(1 << 21).getBytes(StandardCharsets.UTF_8));
        Path gone = folder.resolve("gone");
        assertEquals(List.of(gone + ": there is no such folder", folder.resolve("x.yaml") + ": the file is not UTF-8 text",
                folder.resolve("y.yaml") + ": the file is larger than 1 MiB"), Catalog.load(List.of(gone, folder)).rejected().stream().map(Object::toString).toList());
    }

    @Test
    void faultsOfOneFileComeAllAtOnceByLine() throws IOException {
        Path file = write("x.yaml", "id: X!\ntitel: t\nrun: {java: 1a}\nlimits: {memory: 1MiB}\n");
        assertEquals(List.of(file + ":1: “X!” is no id; write small letters, digits, “-” or “_”, beginning with a letter or digit, 64 at most", file + ":1: “title” is missing",
                file + ":2: “titel” means nothing here; known are description, groups, id, inputs, keep, keywords, label, limits, modes, outputs, retry, run, samples, submit, template, title and version",
                file + ":3: “1a” is no name of a Java class", file + ":4: “memory” is below 16 MiB, too little for a JVM"),
                Catalog.load(List.of(folder)).rejected().stream().map(Object::toString).toList());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
