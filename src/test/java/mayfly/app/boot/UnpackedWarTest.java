package mayfly.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedWarTest {
    @TempDir Path parent;

    @Test void everyEntryIsThereForItsOwnerAlone() throws IOException {
        Path content = new UnpackedWar(parent).unpack(war("WEB-INF/lib/a.jar"));
        assertEquals("text", Files.readString(content.resolve("WEB-INF/lib/a.jar")));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(content.getParent())));
    }

    @Test void whatAKilledProcessLeftIsRemovedAndWhatIsInUseStays() throws IOException {
        Path left = Files.createDirectory(parent.resolve("mayfly-war-1"));
        Files.writeString(left.resolve("lock"), "");
        Path stranger = Files.createDirectory(parent.resolve("other"));
        Path inUse = new UnpackedWar(parent).unpack(war("a"));
        new UnpackedWar(parent).unpack(war("a"));
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(stranger));
        assertTrue(Files.exists(inUse));
    }

    @Test void anEntryThatPointsOutsideIsRefused() throws IOException {
        Path war = war("../../evil");
        assertThrows(IOException.class, () -> new UnpackedWar(parent).unpack(war));
        assertFalse(Files.exists(parent.resolve("evil")));
    }

    private Path war(String entry) throws IOException {
        Path war = Files.createTempFile(parent, "test", ".war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write("text".getBytes());
        }
        return war;
    }
}
