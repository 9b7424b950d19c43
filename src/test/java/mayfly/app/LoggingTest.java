package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LoggingTest {
    @Test void anEventIsOneLineWhateverItsTextHolds() {
        LogRecord event = new LogRecord(Level.WARNING, "job \"a\nb\u001b[31m\" ended");
        event.setLoggerName("mayfly.queue");
        event.setInstant(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertEquals("2026-03-01T12:00:00.123Z WARNING mayfly.queue: job \"a?b?[31m\" ended" + System.lineSeparator(), new Logging.Line().format(event));
    }

    @Test void aThrowableFollows() {
        LogRecord event = new LogRecord(Level.SEVERE, "failed");
        event.setThrown(new IllegalStateException("why"));
        assertTrue(new Logging.Line().format(event).contains("java.lang.IllegalStateException: why"));
    }
}
