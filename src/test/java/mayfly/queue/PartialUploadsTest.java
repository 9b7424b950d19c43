package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import mayfly.job.Owner;
import mayfly.queue.PartialUploads.Partial;
import mayfly.queue.PartialUploads.What;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialUploadsTest {
    private static final Owner ANNA = Owner.anonymous("anna");
    private static final Owner BERT = Owner.anonymous("bert");
    private static final Instant NOW = Instant.parse("2026-11-21T10:04:00Z");
    private final byte[] content = new byte[300_000];
    @TempDir
    Path home;
    Uploads uploads;
    PartialUploads partials;

    @BeforeEach
    void open() {
        new Random(1).nextBytes(content);
        uploads = new Uploads(home, 0, InstantSource.fixed(NOW));
        partials = new PartialUploads(uploads);
    }

    private Partial begun(long length) {
        return partials.begin(ANNA, new What("echo", "file", "../\u00e4 \"b\".bin", "a/b", length), 1_000_000);
    }

    private InputStream bytes(int from, int to) {
        return new ByteArrayInputStream(content, from, to - from);
    }

    @Test
    void piecesBecomeAnUploadAsAnyOther() throws Exception {
        Partial upload = begun(content.length);
        assertEquals(100_000, partials.append(upload, 0, bytes(0, 100_000)).offset());
        assertTrue(uploads.find(upload.id()).isEmpty());
        assertFalse(partials.find(upload.id(), ANNA).orElseThrow().isWhole());
        assertTrue(partials.append(upload, 100_000, bytes(100_000, content.length)).isWhole());
        Upload whole = uploads.find(upload.id()).orElseThrow();
        assertEquals(new Upload(upload.id(), "file", "../\u00e4 \"b\".bin", content.length, "a/b", home.resolve("uploads").resolve(upload.id()).resolve("bytes")), whole);
        assertEquals(-1, Arrays.mismatch(content, Files.readAllBytes(whole.path())));
        assertTrue(partials.find(upload.id(), ANNA).orElseThrow().isWhole());
        uploads.remove(whole);
        assertTrue(partials.find(upload.id(), ANNA).isEmpty());
    }

    @Test
    void whatHadArrivedIsKeptWhenAConnectionBreaksOff() {
        Partial upload = begun(content.length);
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThrows(UncheckedIOException.class, () -> partials.append(upload, 0, new SequenceInputStream(bytes(0, 200_000), broken)));
        long offset = partials.find(upload.id(), ANNA).orElseThrow().offset();
        assertTrue(offset > 100_000 && offset <= 200_000, "kept " + offset);
        assertTrue(partials.append(upload, offset, bytes((int) offset, content.length)).isWhole());
    }

    @Test
    void aPieceGoesOnlyWhereTheFileEnds() {
        Partial upload = begun(content.length);
        partials.append(upload, 0, bytes(0, 1000));
        for (long wrong : new long[] {0, 999, 1001}) assertEquals(Refusal.Reason.CONFLICT, assertThrows(Refusal.class, () -> partials.append(upload, wrong, bytes(0, 5))).reason());
        assertEquals(1000, partials.find(upload.id(), ANNA).orElseThrow().offset());
    }

    @Test
    void onlyOneConnectionAtATimeAddsToIt() {
        Partial upload = begun(content.length);
        var meddling = new InputStream() {
            private boolean asked;

            @Override
            public int read() {
                if (!asked) assertEquals(Refusal.Reason.CONFLICT, assertThrows(Refusal.class, () -> partials.append(upload, 0, bytes(0, 5))).reason());
                asked = true;
                return -1;
            }
        };
        assertEquals(7, partials.append(upload, 0, new SequenceInputStream(meddling, bytes(0, 7))).offset());
    }

    @Test
    void isNobodyElsesAndNoPath() {
        Partial upload = begun(5);
        assertTrue(partials.find(upload.id(), BERT).isEmpty());
        assertTrue(partials.find(upload.id(), null).isEmpty());
        assertTrue(partials.find("../" + upload.id(), ANNA).isEmpty());
        assertTrue(partials.find("0000000000000000000000", ANNA).isEmpty());
    }

    @Test
    void limitsAreThoseOfOtherUploads() {
        assertEquals(Refusal.Reason.TOO_LARGE, assertThrows(Refusal.class, () -> begun(1_000_001)).reason());
        Partial upload = begun(10);
        assertEquals(Refusal.Reason.TOO_LARGE, assertThrows(Refusal.class, () -> partials.append(upload, 0, bytes(0, 11))).reason());
        var full = new PartialUploads(new Uploads(home, home.toFile().getUsableSpace() - 100_000_000, InstantSource.system()));
        assertEquals(Refusal.Reason.DISK_FULL, assertThrows(Refusal.class, () -> full.begin(ANNA, new What("echo", "file", "a", "", 200_000_000_000L), Long.MAX_VALUE)).reason());
    }

    @Test
    void anEmptyFileIsWholeAtOnce() throws Exception {
        assertTrue(uploads.find(begun(0).id()).isPresent());
    }

    @Test
    void whatNobodyGoesOnWithIsAsOldAsItsLastPiece() throws Exception {
        Partial old = begun(10);
        var later = new Uploads(home, 0, InstantSource.fixed(NOW.plusSeconds(60)));
        Partial young = begun(10);
        new PartialUploads(later).append(young, 0, bytes(0, 5));
        assertEquals(java.util.List.of(home.resolve("uploads").resolve(old.id())), uploads.olderThan(NOW.plusSeconds(30)));
    }

    /** The last piece was written, and the server died before it said so. */
    @Test
    void isSettledAfterACrash() throws Exception {
        Partial upload = begun(5);
        Files.write(home.resolve("uploads").resolve(upload.id()).resolve("bytes"), new byte[5]);
        assertTrue(uploads.find(upload.id()).isEmpty());
        assertTrue(partials.find(upload.id(), ANNA).orElseThrow().isWhole());
        assertTrue(uploads.find(upload.id()).isPresent());
    }
}
