package mayfly.worker.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import mayfly.worker.InputException;
import mayfly.worker.samples.table.ColumnProfile;
import mayfly.worker.samples.table.Fault;
import mayfly.worker.samples.table.Profile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.ObjectMapper;

/** What is found out about a table: types, faults, what stands out, the files. */
class TableProfileTest {
    @TempDir
    Path folder;
    private Tables tables;

    @BeforeEach
    void begin() {
        tables = new Tables(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "integer|1 -2 +3 0 007", "number|1 2.5 -.5 6e3 1e-7", "number|123456789012345678901234567890 1.2345678901234567890",
        "boolean|true FALSE Yes no", "date|2026-01-31 2024-2-29 2026/12/01", "date|31.01.2026 1.2.2026", "datetime|2026-01-31T10:00 2026-01-31T23:59:59.999Z",
        "datetime|2026-01-31T10:00:00+02:00 2026-01-31", "text|2026-02-30 2026-13-01 1.2.3 31.02.2026", "text|a 1 2 3", "text|1e 1e+ . + - 1.2.3 0x10 1d NaN1 --1",
        "text|1e999 2e999", "text|2026-01-01T24:00 2026-01-01T10 2026-01-01X10:00", "empty|NA n/a null NaN"})
    void knowsTheTypes(String type, String values) throws Exception {
        assertEquals(type, tables.profile("v,w\n" + values.replace(" ", ",\n") + ",\n").columns().get(0).type());
    }

    @Test
    void blanksAroundValuesDoNotCount() throws Exception {
        ColumnProfile c = tables.profile("v,w\n 1 ,x\n\"2 \",x\n  ,x\n").columns().get(0);
        assertEquals("integer", c.type());
        assertEquals(2L, c.filled());
        assertEquals(1L, c.missing());
    }

    @Test
    void decimalCommasAreFound() throws Exception {
        Profile profile = tables.profile("a;b\n1,5;x\n-2,25;y\n1,2e3;z\n12345678901234567890,5;z\n");
        assertEquals("comma", profile.table().decimal());
        assertEquals("number", profile.columns().get(0).type());
        assertEquals(-2.25, profile.columns().get(0).min());
    }

    @Test
    void missingWordsAreThePersons() throws Exception {
        tables.missing = List.of("-999, none", "?");
        ColumnProfile c = tables.profile("v,w\n1,\n-999,\nNONE,\n?,\nNA,\n2,\n3,\n4,\n5,\n6,\n7,\n8,\n9,\n10,\n").columns().get(0);
        assertEquals(3, c.missing());
        assertEquals(1, c.unparsable());
        assertEquals(1L, c.min());
    }

    @Test
    void faultsCarryLineRowColumnAndReason() throws Exception {
        tables.key = "ID";
        String good = "";
        for (int i = 10; i < 60; i++) good += i + ",2026-01-01,x\n";
        Profile profile = tables.profile("id,day,c\n" + good + "\n10,2026-01-02,y\nsixty,soon,\"a\nb\"\n,2026-01-01,z\n70,2026-01-01\n");
        assertEquals(List.of(new Fault(51, 53, "id", "10", "the key is that of row 1"),
                new Fault(52, 54, "id", "sixty", "not a number"), new Fault(52, 54, "day", "soon", "not a date"),
                new Fault(53, 56, "id", "", "the key is missing"),
                new Fault(54, 57, null, "2 cells of 3", "1 cell too few")), profile.faults().first());
        assertEquals(4, profile.totals().faultyRows());
        assertEquals("""
                line,row,fault,id,day,c
                53,51,id: the key is that of row 1,10,2026-01-02,y
                54,52,id: not a number; day: not a date,sixty,soon,"a
                b"
                56,53,id: the key is missing,,2026-01-01,z
                57,54,1 cell too few,70,2026-01-01
                """, tables.output("faulty-rows.csv").replace("\r\n", "\n"));
    }

    @Test
    void listsUpToTheLimitAndCountsAll() throws Exception {
        tables.faults = 3;
        Profile profile = tables.profile("a,b\n" + "1,2\n".repeat(1000) + "x,2\n".repeat(50) + "1\n".repeat(7));
        assertEquals(57, profile.totals().faultyRows());
        assertEquals(3, profile.faults().listedRows());
        assertEquals(50, Tables.column(profile, "a").unparsable());
        assertEquals(4, tables.output("faulty-rows.csv").lines().count());
        tables.faults = 0;
        assertEquals(57, tables.profile("a,b\n" + "1,2\n".repeat(1000) + "x,2\n".repeat(50) + "1\n".repeat(7)).totals().faultyRows());
    }

    @Test
    void aColumnThatTurnsOutToBeTextHasNoFaultsAndHidesNone() throws Exception {
        tables.faults = 5;
        Profile profile = tables.profile("a,b\n" + "1,2\n".repeat(2000) + "x,2\n".repeat(2000) + "x,two\n".repeat(3));
        assertEquals("text", profile.columns().get(0).type());
        assertEquals(3, profile.totals().faultyRows());
        assertEquals(List.of("b", "b", "b"), profile.faults().first().stream().map(Fault::column).toList());
        // Few odd values on trial, but too large a part of a small column.
        Profile small = tables.profile("a,b\n" + "1,2\n".repeat(8) + "x,2\n,2\ny,2\n");
        assertEquals("text", small.columns().get(0).type());
        assertEquals(0, small.totals().faultyRows());
    }

    @Test
    void aColumnThatBeginsEmptyIsJudgedByItsFirstValues() throws Exception {
        Profile profile = tables.profile("a,b\n" + ",2\n".repeat(2000) + "1,2\n".repeat(50) + "x,2\n");
        assertEquals(List.of(new Fault(2051, 2052, "a", "x", "not a number")), profile.faults().first());
    }

    @Test
    void whatStandsOut() throws Exception {
        StringBuilder text = new StringBuilder("id,x,y,sex,same,gap\n");
        for (int i = 0; i < 100; i++) {
            text.append("k" + i + "," + i + "," + (i == 50 ? 5000 : 500 - i) + "," + (i == 36 ? "." : i % 2 == 0 ? "MALE" : "FEMALE") + ",a," + (i < 40 ? "" : "z" + i % 3) + "\n");
        }
        assertEquals(List.of("sex holds “.” once, in row 37; the other values are FEMALE and MALE.", "y reaches 5,000, while 95 % of it lies up to 496.1.",
                "id could serve as the key: every row has a value and no two are the same.", "gap has no value in 40.0 % of the rows.",
                "same holds one value only: “a”."), tables.profile(text.toString()).standsOut());
        assertTrue(tables.profile("x,y\n" + "1,9\n2,8\n3,7\n4,6.5\n".repeat(5)).standsOut().get(0).startsWith("y falls as x rises: r = −0.9"));
    }

    @Test
    void datesHaveARangeAndBars() throws Exception {
        ColumnProfile c = tables.profile("d,x\n2026-01-01,1\n2026-01-03,1\n2026-01-03,1\n2026-01-10,1\n").columns().get(0);
        assertEquals("2026-01-01", c.min());
        assertEquals("2026-01-10", c.max());
        assertEquals("2026-01-03", c.quantiles().get("p50"));
        assertArrayEquals(new long[] {1, 0, 2, 0, 0, 0, 0, 0, 0, 1}, c.histogram().counts());
        ColumnProfile t = tables.profile("d,x\n2026-01-01T00:00:00Z,1\n2026-01-01 02:00+02:00,1\n2026-01-01T12:30:15.250Z,1\n").columns().get(0);
        assertEquals("2026-01-01T12:30:15.250Z", t.max());
        assertEquals("2026-01-01T00:00:00Z", t.quantiles().get("p50"));
    }

    @Test
    void theFilesAreSafeToOpen() throws Exception {
        tables.profile("=1+1,<b>&\u0001\n1,2\n@x,-3\n2,\"=cmd|' /C calc'!A0\"\n".replace(" /C", "") + "1,2\n".repeat(60));
        String faulty = tables.output("faulty-rows.csv");
        assertTrue(faulty.contains("'=1+1") && faulty.contains("'@x,-3") && faulty.contains("'=cmd"), faulty);
        assertTrue(tables.output("columns.csv").contains("'=1+1"));
        String svg = tables.output("histograms.svg");
        assertEquals("svg", DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg))).getDocumentElement().getTagName());
        assertFalse(svg.contains("<script") || svg.contains("style="));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        tables.bins = 500;
        assertEquals("Histogram bars is 500. Write a whole number from 5 to 50.", assertThrows(InputException.class, () -> tables.profile("a\n1\n")).getMessage());
    }

    @Test
    void aWideTableStaysSmall() throws Exception {
        tables.bins = 50;
        StringBuilder text = new StringBuilder();
        java.util.Random random = new java.util.Random(1);
        for (int r = 0; r < 300; r++) {
            for (int c = 0; c < 500; c++) text.append(c == 0 ? "" : ",").append(r == 0 ? "a fairly long column name " + c : c % 5 == 0 ? "some text " + random.nextInt(50) : String.valueOf(random.nextGaussian()));
            text.append('\n');
        }
        Profile profile = tables.profile(text.toString());
        int size = new ObjectMapper().writeValueAsString(profile).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size < 1_000_000, size + " bytes");
        assertNull(profile.faults().keysCompared());
    }
}
