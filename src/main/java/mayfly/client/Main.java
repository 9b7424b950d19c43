package mayfly.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code scripts/mayfly}: its exit codes are those of {@link Ending}; 130 after Ctrl-C. */
public final class Main {
    private Main() { }

    /** @param arguments as in the help text; {@code -Dmayfly.columns=N} says that standard error is a terminal of that width */
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(System.in, out, err, Integer.getInteger("mayfly.columns", 0));
        System.exit(run(List.of(arguments), System.getenv(), terminal));
    }

    /** @return exit code */
    static int run(List<String> arguments, Map<String, String> environment, Terminal terminal) {
        try {
            var options = new Options(arguments, environment);
            if (options.has("help")) {
                terminal.out().print(help());
                return Ending.DONE;
            }
            if (options.command().isEmpty()) throw new Ending(Ending.USAGE, help().stripTrailing());
            var http = new Http(options.server(), options.token(), new Cookies(environment));
            var interrupt = new Interrupt(http, terminal);
            Runtime.getRuntime().addShutdownHook(new Thread(interrupt::come));
            return new Commands(options, terminal, http, interrupt).carryOut();
        } catch (Ending e) {
            terminal.say(e.getMessage());
            return e.code();
        }
    }

    private static String help() {
        try (InputStream in = Main.class.getResourceAsStream("help.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
