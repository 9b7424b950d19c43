package mayfly.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command as it was typed: words in order, options wherever they stood; what follows {@code --} is words. */
final class Options {
    private static final Set<String> FLAGS = Set.of("wait", "json", "dismiss-on-interrupt", "help");
    private static final Set<String> VALUES = Set.of("server", "token", "output", "limit", "status", "process");
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private final Map<String, String> environment;

    /** @throws Ending when an option is none, or lacks its value */
    Options(List<String> arguments, Map<String, String> environment) {
        this.environment = environment;
        boolean all = false;
        for (int i = 0; i < arguments.size(); i++) {
            String one = arguments.get(i);
            if (all || !one.startsWith("-") || one.equals("-")) {
                words.add(one);
                continue;
            }
            if (one.equals("--")) {
                all = true;
                continue;
            }
            String[] parts = long_(one).split("=", 2);
            if (FLAGS.contains(parts[0]) && parts.length == 1) options.put(parts[0], "");
            else if (!VALUES.contains(parts[0])) throw Ending.usage("There is no option " + one + ".");
            else if (parts.length == 2) options.put(parts[0], parts[1]);
            else if (++i < arguments.size()) options.put(parts[0], arguments.get(i));
            else throw Ending.usage("The option " + one + " needs a value.");
        }
    }

    private static String long_(String typed) {
        if (typed.equals("-o")) return "output";
        if (typed.equals("-h")) return "help";
        return typed.startsWith("--") ? typed.substring(2) : typed;
    }

    /** The words behind the command. */
    List<String> words() {
        return words.subList(Math.min(1, words.size()), words.size());
    }

    /** Empty when none was given. */
    String command() {
        return words.isEmpty() ? "" : words.get(0);
    }

    /** The one word behind the command. @param what it is, for people */
    String only(String what) {
        if (words().size() != 1) throw Ending.usage("“" + command() + "” takes " + what + ", and found " + words().size() + " words.");
        return words().get(0);
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    /** @return null where it was not given */
    String value(String option) {
        return options.get(option);
    }

    /** Base address, without a slash at its end. */
    String server() {
        String server = options.getOrDefault("server", environment.getOrDefault("MAYFLY_SERVER", ""));
        if (server.isEmpty()) server = "http://127.0.0.1:8080";
        if (!server.matches("https?://.+")) throw Ending.usage("“" + server + "” is no address of a server; write one such as http://127.0.0.1:8080");
        return server.replaceAll("/+$", "");
    }

    /** Empty when there is none. */
    String token() {
        String token = options.getOrDefault("token", environment.getOrDefault("MAYFLY_TOKEN", "")).strip();
        if (!token.matches("[\\x21-\\x7e]*")) throw Ending.usage("The token has characters that no token has.");
        return token;
    }

    /** Folder for outputs, which is there now: a job is not run for results that cannot be saved. Null = they are printed. */
    Path output() {
        if (!options.containsKey("output")) return null;
        Path folder = Path.of(options.get("output"));
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw Ending.usage("“" + folder + "” is no folder, and none can be made there: " + e + ".");
        }
    }

    int limit() {
        String limit = options.getOrDefault("limit", "10");
        if (!limit.matches("[1-9]\\d{0,5}")) throw Ending.usage("“--limit " + limit + "”: write a whole number from 1 to 999999.");
        return Integer.parseInt(limit);
    }
}
