package mayfly.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import mayfly.job.Failpoint;

/**
 * Where settings come from, laid over each other: the packaged file, the file that MAYFLY_CONFIG names, the environment, system
 * properties. The packaged file says which settings there are. An unknown name in a file is a fault; in the environment or
 * among the system properties, which others write too, it is a warning.
 */
final class SettingSources {
    /** @param origin where it was written, for messages: "MAYFLY_PORT", a file, or "default" */
    record Value(String text, String origin) { }

    private static final String CONFIG = "mayfly.config";
    private final Map<String, Value> values = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    static SettingSources defaults() {
        SettingSources sources = new SettingSources();
        try (InputStream file = SettingSources.class.getResourceAsStream("mayfly.properties")) {
            parse(new InputStreamReader(file, StandardCharsets.UTF_8)).forEach((k, v) -> sources.values.put(k, new Value(v, "default")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    static SettingSources read(Map<String, String> environment, Properties system) {
        SettingSources sources = defaults();
        file(environment, system).ifPresent(sources::file);
        sources.environment(environment);
        sources.system(system);
        return sources;
    }

    /** The file that MAYFLY_CONFIG names; empty where it names none. */
    static Optional<Path> file(Map<String, String> environment, Properties system) {
        String config = system.getProperty(CONFIG, environment.getOrDefault(variable(CONFIG), ""));
        return config.isBlank() ? Optional.empty() : Optional.of(Path.of(config.strip()));
    }

    SettingSources replaced(Map<String, String> by, String origin) {
        by.forEach((name, text) -> {
            if (values.containsKey(name)) put(name, text, origin);
            else faults.add(name + " (" + origin + "): there is no such setting; there are " + String.join(", ", names()));
        });
        return this;
    }

    Set<String> names() {
        return values.keySet();
    }

    Value value(String name) {
        return values.get(name);
    }

    List<String> faults() {
        return faults;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    static String variable(String name) {
        return name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private void file(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            replaced(parse(reader), file.toString());
        } catch (IOException | IllegalArgumentException e) {
            faults.add("MAYFLY_CONFIG = " + file + ": cannot be read (" + e + "); name a file of lines such as mayfly.port = 8080");
        }
    }

    private void environment(Map<String, String> environment) {
        Map<String, String> names = new TreeMap<>();
        names().forEach(name -> names.put(variable(name), name));
        new TreeMap<>(environment).forEach((variable, text) -> {
            String name = names.get(variable);
            if (name != null) put(name, text, variable);
            else if (variable.startsWith("MAYFLY_") && !variable.equals(variable(CONFIG)) && !variable.equals(Failpoint.VARIABLE))
                warnings.add(variable + ": there is no such setting; it has no effect");
        });
    }

    private void system(Properties system) {
        system.stringPropertyNames().stream().filter(name -> name.startsWith("mayfly.") && !name.equals(CONFIG)).sorted().forEach(name -> {
            if (values.containsKey(name)) put(name, system.getProperty(name), "-D" + name);
            else warnings.add("-D" + name + ": there is no such setting; it has no effect");
        });
    }

    /** An empty value means the default, so that a variable set to nothing, as composed environments do, is harmless. */
    private void put(String name, String text, String origin) {
        if (!text.isBlank()) values.put(name, new Value(text.strip(), origin));
    }

    private static Map<String, String> parse(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name).strip()));
        return map;
    }
}
