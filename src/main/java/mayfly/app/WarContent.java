package mayfly.app;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mayfly.launch.RuntimeFolder.Jar;

/**
 * What the WAR brings along, read through the container, so that it makes no difference whether the WAR is unpacked: the jars that workers run from, and the process
 * descriptions with their samples and templates.
 */
final class WarContent {
    /** Jars that no computation needs: the templates, the store's client and the packed servers. */
    private static final Pattern NOT_FOR_WORKERS = Pattern.compile(
            "(thymeleaf|ognl|javassist|attoparser|unbescape|picocss|embedded-redis|jedis|commons-pool2|gson|json-\\d|redis-authx|error_prone|commons-fileupload2|commons-io|slf4j-api|json-schema-validator|itu|jackson-dataformat-yaml|snakeyaml).*");
    private static final String LIB = "/WEB-INF/lib/";
    private static final String ETC = "/WEB-INF/etc/";
    private final ServletContext context;

    WarContent(ServletContext context) {
        this.context = context;
    }

    /** Our own jar first, then the libraries by name. */
    List<Jar> workerJars() {
        var out = new ArrayList<Jar>();
        for (String path : paths(LIB)) {
            String name = path.substring(LIB.length());
            if (name.endsWith(".jar") && !NOT_FOR_WORKERS.matcher(name).matches()) out.add(new Jar(name, () -> open(path)));
        }
        out.sort(Comparator.comparing((Jar jar) -> !jar.name().startsWith("mayfly")).thenComparing(Jar::name));
        return out;
    }

    /** Copies the descriptions, samples and templates below {@code folder}; what is there already is written anew, each file whole or not at all. */
    void layEtc(Path folder) throws IOException {
        lay(ETC, folder);
    }

    private void lay(String from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String path : paths(from)) {
            String name = path.substring(from.length());
            if (name.endsWith("/")) lay(path, to.resolve(name));
            else copy(path, to.resolve(name));
        }
    }

    private void copy(String path, Path file) throws IOException {
        Path part = Files.createTempFile(file.getParent(), ".laying-", "");
        try (InputStream in = open(path)) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Set<String> paths(String folder) {
        Set<String> paths = context.getResourcePaths(folder);
        return paths == null ? Set.of() : paths;
    }

    private InputStream open(String path) throws IOException {
        InputStream in = context.getResourceAsStream(path);
        if (in == null) throw new IOException("the WAR does not hold " + path);
        return in;
    }
}
