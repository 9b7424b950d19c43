package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorPasswordTest {
    @TempDir Path home;

    @Test void isMadeOnceAndReadableByItsOwnerAlone() throws IOException {
        Settings settings = Settings.with(Map.of("mayfly.home", home.toString()));
        String made = OperatorPassword.ensure(settings);
        assertEquals(20, made.length());
        assertEquals(made, OperatorPassword.ensure(settings));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("operator-password"))));
    }

    @Test void theSettingWins() throws IOException {
        assertEquals("long enough", OperatorPassword.ensure(Settings.with(Map.of("mayfly.home", home.toString(), "mayfly.operator.password", "long enough"))));
        assertFalse(Files.exists(home.resolve("operator-password")));
    }
}
