package mayfly.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log of the embedded server: standard error, one line for each event, libraries from WARNING upwards. A servlet container
 * has a log of its own, and Mayfly leaves it alone there, as it does when {@code -Djava.util.logging.config.file} names one.
 */
final class Logging {
    /** Held, because the JDK forgets the level of a logger that nobody holds. */
    private static final List<Logger> QUIET = List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("redis.clients"));

    private Logging() { }

    static void install() {
        if (System.getProperty("java.util.logging.config.file") != null) return;
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) root.removeHandler(handler);
        Handler console = new ConsoleHandler();
        console.setFormatter(new Line());
        root.addHandler(console);
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    /** "2026-03-01T12:00:00.000Z WARNING mayfly.redis: text"; what others wrote into the text cannot begin a line of its own. */
    static final class Line extends Formatter {
        @Override public String format(LogRecord event) {
            StringBuilder line = new StringBuilder().append(event.getInstant().truncatedTo(ChronoUnit.MILLIS)).append(' ')
                    .append(event.getLevel().getName()).append(' ').append(event.getLoggerName()).append(": ")
                    .append(formatMessage(event).replaceAll("\\p{Cntrl}", "?")).append(System.lineSeparator());
            if (event.getThrown() != null) {
                StringWriter trace = new StringWriter();
                event.getThrown().printStackTrace(new PrintWriter(trace));
                line.append(trace);
            }
            return line.toString();
        }
    }
}
