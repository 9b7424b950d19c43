package mayfly.worker.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mayfly.worker.InputException;
import mayfly.worker.samples.table.Fault;
import mayfly.worker.samples.table.Profile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How bytes become rows: encodings, delimiters, packing, and what is no table. */
class TableReadingTest {
    @TempDir
    Path folder;
    private Tables tables;

    @BeforeEach
    void begin() {
        tables = new Tables(folder);
    }

    private String refused(byte[] bytes) {
        String message = assertThrows(InputException.class, () -> tables.profile(bytes)).getMessage();
        assertTrue(message.contains("my table.csv"), message);
        return message;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gz(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"',',comma", "';',semicolon", "'\t',tab", "'|',pipe"})
    void findsTheDelimiter(String delimiter, String name) throws Exception {
        String text = "a,b,c\n1,\"x;|\ty\",2\n3,z,4\n5,\"q;|\tr\",6\n".replace(",", delimiter);
        Profile profile = tables.profile(delimiter.equals(",") ? text : text.replace("\"x", "\"x,").replace("\"q", "\"q,"));
        assertEquals(name, profile.table().delimiter());
        assertEquals(3, profile.totals().columns());
    }

    @Test
    void aTableOfOneColumnIsOne() throws Exception {
        Profile profile = tables.profile("n\n1\n\n2\n\n\n3");
        assertEquals(1, profile.totals().columns());
        assertEquals(3, profile.totals().rows());
        assertEquals(3, profile.totals().blankLines());
    }

    @Test
    void theDelimiterAskedForWins() throws Exception {
        tables.delimiter = "pipe";
        assertEquals(1, tables.profile("a,b\n1,2\n").totals().columns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE"})
    void findsTheEncoding(String charset) throws Exception {
        String text = "stadt,größe\n" + "Köln,groß\nMünchen,größer\nDüsseldorf,mäßig\nLübeck,schön\n".repeat(20);
        Profile profile = tables.profile(text, Charset.forName(charset));
        assertEquals("größe", profile.columns().get(1).name());
        assertEquals("Köln", profile.columns().get(0).top().get(0).value());
        assertEquals(0, profile.totals().faultyRows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void skipsTheByteOrderMark(String charset) throws Exception {
        Profile profile = tables.profile("\uFEFFé,b\n1,2\n", Charset.forName(charset));
        assertEquals("é", profile.columns().get(0).name());
        assertEquals(charset, profile.table().encoding());
    }

    @Test
    void theEncodingAskedForWins() throws Exception {
        tables.encoding = "iso-8859-1";
        assertEquals("Ã©", tables.profile("é,b\n1,2\n").columns().get(0).name());
        tables.encoding = "utf-16";
        assertEquals("é", tables.profile("é,b\n1,2\n", StandardCharsets.UTF_16LE).columns().get(0).name());
        assertEquals("é", tables.profile("é,b\n1,2\n", StandardCharsets.UTF_16BE).columns().get(0).name());
    }

    @Test
    void bytesThatAreNotValidAreFaults() throws Exception {
        tables.encoding = "utf-8";
        byte[] bytes = bytes("a,b\nx,y\nx,caf\u00E9\nx,z\n\u00C3,\u00FF\u00FE\n");
        Profile profile = tables.profile(bytes);
        assertEquals(2, profile.totals().faultyRows());
        Fault fault = profile.faults().first().get(0);
        assertEquals(new Fault(2, 3, "b", "caf\uFFFD", "bytes that are not valid in UTF-8"), fault);
        assertEquals(3, profile.faults().first().size());
    }

    @Test
    void aCutCharacterAtTheEndIsAFault() throws Exception {
        tables.encoding = "utf-8";
        assertEquals(1, tables.profile(bytes("a,b\nx,caf\u00C3")).totals().faultyRows());
    }

    @Test
    void charactersAcrossBuffersAreWhole() throws Exception {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 20_000; i++) text.append("ü€😀é".repeat(i % 4 + 1)).append(',').append(i).append('\n');
        Profile profile = tables.profile(text.toString());
        assertEquals(0, profile.totals().faultyRows());
        assertEquals(4, profile.columns().get(0).distinct());
    }

    @Test
    void readsGzipWhateverItsName() throws Exception {
        Profile profile = tables.profile(gz(bytes("a;b\n1;2\n3;4\n")));
        assertTrue(profile.table().packed());
        assertEquals(2, profile.totals().rows());
        assertEquals("semicolon", profile.table().delimiter());
    }

    @Test
    void damagedGzipIsRefused() throws Exception {
        byte[] packed = gz(bytes("a,b\n" + "1,2\n".repeat(500_000)));
        assertTrue(refused(Arrays.copyOf(packed, packed.length / 2)).contains("damaged"));
        byte[] broken = packed.clone();
        Arrays.fill(broken, packed.length / 2, packed.length / 2 + 20, (byte) 0x5a);
        assertTrue(refused(broken).contains("damaged"));
        assertTrue(refused(Arrays.copyOf(packed, 5)).contains("damaged"));
        assertTrue(refused(gz(new byte[0])).contains("empty"));
    }

    @Test
    void whatIsNoTableIsRefusedByWhatItIs() throws Exception {
        assertTrue(refused(new byte[0]).contains("is empty"));
        assertTrue(refused(bytes("\n\r\n\n")).contains("blank lines"));
        assertTrue(refused(bytes("PK\u0003\u0004junk")).contains("workbook"));
        assertTrue(refused(bytes("%PDF-1.7")).contains("PDF"));
        assertTrue(refused(bytes("[ {\n \"a\": 1}]")).contains("JSON"));
        assertTrue(refused(bytes("<!DOCTYPE html><html>")).contains("web page"));
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        noise[0] = 'a';
        assertTrue(refused(noise).contains("binary"));
        assertTrue(refused(gz(noise)).contains("binary"));
    }

    @Test
    void aCellOf50MegabytesIsRefusedWithItsLine() {
        byte[] bytes = new byte[50_000_000];
        Arrays.fill(bytes, (byte) 'x');
        byte[] head = bytes("a,b\n1,2\n3,4\n\"");
        System.arraycopy(head, 0, bytes, 0, head.length);
        assertTrue(refused(bytes).contains("line 4"));
    }

    @Test
    void aLineOf50MegabytesInManyCellsIsARaggedRow() throws Exception {
        byte[] bytes = new byte[50_000_000];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i % 10 == 9 ? ',' : 'x');
        byte[] head = bytes("a,b\n1,2\n3,4\n");
        System.arraycopy(head, 0, bytes, 0, head.length);
        bytes[bytes.length - 1] = '\n';
        Profile profile = tables.profile(bytes);
        assertEquals(3, profile.totals().rows());
        assertEquals(1, profile.totals().faultyRows());
        assertEquals(4, profile.faults().first().get(0).line());
        assertTrue(profile.faults().first().get(0).reason().endsWith("cells too many"));
    }

    @Test
    void anOverlongCellIsAFaultAndItsLengthIsKnown() throws Exception {
        Profile profile = tables.profile("a,b\n1," + "y".repeat(40_000) + "\n2,z\n");
        assertEquals(List.of("overlong: 40,000 characters, looked at up to 32,767"), profile.faults().first().stream().map(Fault::reason).toList());
    }

    @Test
    void quotesSpanLinesAndLinesAreCounted() throws Exception {
        Profile profile = tables.profile("a,b\r\n\"one\r\ntwo\",2\r\n\r\n\"say \"\"hi\"\"\",3\r\nx,4,5\r\n");
        assertEquals(3, profile.totals().rows());
        Fault ragged = profile.faults().first().get(0);
        assertEquals(3, ragged.row());
        assertEquals(6, ragged.line());
        assertTrue(Tables.column(profile, "a").top().stream().anyMatch(t -> t.value().equals("say \"hi\"")));
    }

    @Test
    void headers() throws Exception {
        Profile same = tables.profile("a,a, ,a\n1,2,3,4\n");
        assertEquals(List.of("a", "a (2)", "Column 3", "a (3)"), same.columns().stream().map(c -> c.name()).toList());
        assertTrue(same.standsOut().get(0).startsWith("Several columns are named a"));
        Profile only = tables.profile("a,b\n");
        assertEquals(0, only.totals().rows());
        assertEquals("empty", only.columns().get(0).type());
        tables.header = false;
        Profile bare = tables.profile("1,2\n3,4\n");
        assertEquals(2, bare.totals().rows());
        assertEquals("Column 2", bare.columns().get(1).name());
    }

    @Test
    void tooManyColumnsAndUnknownKeysAreRefused() {
        assertTrue(assertThrows(InputException.class, () -> tables.profile("a,".repeat(2001) + "\n")).getMessage().contains("2,000 columns"));
        tables.key = "id";
        assertTrue(assertThrows(InputException.class, () -> tables.profile("a,b\n1,2\n")).getMessage().contains("a, b"));
    }

    @Test
    void progressIsByBytesAndItStopsWhenAsked() throws Exception {
        byte[] table = bytes("a,b\n" + "1,2\n".repeat(100_000));
        InMemoryJob job = new InMemoryJob(folder);
        tables.run(table, job);
        assertEquals(table.length, job.total());
        assertEquals(table.length, job.current());
        assertFalse(job.words().isEmpty());
        assertThrows(InterruptedException.class, () -> tables.run(table, new InMemoryJob(folder).stopAfter(2)));
    }
}
