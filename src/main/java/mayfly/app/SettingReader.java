package mayfly.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import mayfly.catalog.Sandbox;
import mayfly.job.Amount;
import mayfly.queue.outbound.HostList;
import mayfly.queue.outbound.Signatures;

/** Turns the text of settings into values and collects every fault on the way; a faulty one reads as null or 0 meanwhile. */
final class SettingReader {
    private final SettingSources sources;
    private final List<String> faults;
    private final Set<String> asked = new TreeSet<>();

    SettingReader(SettingSources sources) {
        this.sources = sources;
        this.faults = new ArrayList<>(sources.faults());
    }

    List<String> warnings() {
        return sources.warnings();
    }

    /** @return the names read so far */
    Set<String> asked() {
        return asked;
    }

    void refuseFaults() {
        if (!faults.isEmpty()) throw new SettingsRefused(faults);
    }

    String text(String name) {
        asked.add(name);
        return sources.value(name).text();
    }

    String text(String name, String form, String accepted) {
        String text = text(name);
        if (!text.matches(form)) fault(name, shown(text), "write " + accepted);
        return text;
    }

    /** Several values with commas or blanks between them; each is refused that is not accepted. */
    List<String> list(String name, Predicate<String> accepts, String accepted) {
        List<String> all = Arrays.stream(text(name).split("[,\\s]+")).filter(s -> !s.isEmpty()).toList();
        for (String one : all) if (!accepts.test(one)) fault(name, shown(one), "write " + accepted);
        return all;
    }

    /** For what the value alone does not tell. */
    void refuse(String name, String why) {
        fault(name, shown(text(name)), why);
    }

    /** Never repeated in a message. */
    String secret(String name, int shortest) {
        String text = text(name);
        if (!text.isEmpty() && text.length() < shortest) fault(name, "…", "write at least " + shortest + " characters");
        return text;
    }

    int whole(String name, int least, int most) {
        String text = text(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // refused below, like a number out of bounds
        }
        fault(name, shown(text), "write a whole number from " + least + " to " + most);
        return 0;
    }

    Duration duration(String name, Duration least, Duration most) {
        Duration value = amount(name, Amount::duration);
        if (value != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0))
            fault(name, text(name), "write a duration from " + words(least) + " to " + words(most));
        return value;
    }

    long bytes(String name, long least) {
        Long value = amount(name, Amount::bytes);
        if (value != null && value < least) fault(name, text(name), "write at least " + least + " bytes");
        return value == null ? 0 : value;
    }

    Path path(String name) {
        return path(name, text(name));
    }

    /** @param text the part of the setting's value that is one path; a leading ~ is the user's home */
    Path path(String name, String text) {
        try {
            String home = System.getProperty("user.home");
            return Path.of(text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            fault(name, shown(text), "write the path of a folder");
            return null;
        }
    }

    boolean yes(String name) {
        return text(name, "true|false", "true or false").equals("true");
    }

    /** Never repeated in a message. */
    Signatures signatures(String name) {
        try {
            return Signatures.of(text(name));
        } catch (IllegalArgumentException e) {
            fault(name, "…", "write " + Signatures.ACCEPTED);
            return Signatures.NONE;
        }
    }

    /** Where it is not empty, another setting must not be so either. */
    HostList hosts(String name, String needed) {
        HostList hosts = hosts(name);
        if (!hosts.isEmpty() && text(needed).isEmpty()) fault(name, shown(text(name)), "set " + needed + " too, for what is sent there says where the job is");
        return hosts;
    }

    HostList hosts(String name) {
        try {
            return HostList.of(text(name));
        } catch (IllegalArgumentException e) {
            fault(name, shown(e.getMessage()), "write " + HostList.ACCEPTED);
            return HostList.NONE;
        }
    }

    /** @return null when empty */
    URI redis(String name) {
        String text = text(name);
        if (text.isEmpty()) return null;
        try {
            URI uri = new URI(text);
            boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            if (known && uri.getHost() != null && String.valueOf(uri.getPath()).matches("|/\\d{0,4}")) return uri;
        } catch (URISyntaxException e) {
            // refused below; its message would repeat the password
        }
        fault(name, text.replaceAll("//.*@", "//…@"), "write redis://user:password@host:port/database, or rediss:// for TLS");
        return null;
    }

    Sandbox sandbox(String name) {
        String text = text(name);
        try {
            return Sandbox.parse(text);
        } catch (IllegalArgumentException e) {
            fault(name, shown(text), e.getMessage());
            return Sandbox.NONE;
        }
    }

    private <T> T amount(String name, Function<String, T> parse) {
        String text = text(name);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            fault(name, shown(text), e.getMessage().replaceFirst("; found .*", ""));
            return null;
        }
    }

    private void fault(String name, String value, String accepted) {
        String origin = sources.value(name).origin();
        faults.add(name + " = " + value + (origin.equals("default") ? "" : " (" + origin + ")") + ": " + accepted);
    }

    private static String shown(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= 80 ? oneLine : oneLine.substring(0, 80) + "…";
    }

    private static String words(Duration d) {
        if (d.toDays() > 0) return d.toDays() + " d";
        return d.toMinutes() > 0 ? d.toMinutes() + " min" : d.toSeconds() + " s";
    }
}
