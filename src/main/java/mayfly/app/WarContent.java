package mayfly.app;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mayfly.launch.RuntimeFolder.Part;

/**
 * What the WAR brings along, read through the container, so that it makes no difference whether the WAR is unpacked: the jars that workers run from, and the process
 * descriptions with their samples and templates.
 */
final class WarContent {
    /** Jars that no computation needs: the templates, the clients of the store and of other servers, and the packed servers. */
    private static final Pattern NOT_FOR_WORKERS = Pattern.compile(
            "(thymeleaf|ognl|javassist|attoparser|unbescape|picocss|embedded-redis|jedis|commons-pool2|json-\\d|redis-authx|error_prone|commons-fileupload2|commons-io|httpclient5|httpcore5|slf4j-api|json-schema-validator|itu|jackson-dataformat-yaml|snakeyaml).*");
    private static final String LIB = "/WEB-INF/lib/";
    private static final String ETC = "/WEB-INF/etc/";
    private final ServletContext context;

    WarContent(ServletContext context) {
        this.context = context;
    }

    /** Our own jar first, then the libraries by name. */
    List<Part> workerJars() {
        var out = new ArrayList<Part>();
        for (String path : paths(LIB)) {
            String name = path.substring(LIB.length());
            if (name.endsWith(".jar") && !NOT_FOR_WORKERS.matcher(name).matches()) out.add(new Part(name, () -> open(path)));
        }
        out.sort(Comparator.comparing((Part jar) -> !jar.name().startsWith("mayfly")).thenComparing(Part::name));
        return out;
    }

    /** The descriptions, samples and templates, named from "etc/" on. */
    List<Part> etc() {
        var out = new ArrayList<Part>();
        collect(ETC, out);
        out.sort(Comparator.comparing(Part::name));
        return out;
    }

    private void collect(String folder, List<Part> out) {
        for (String path : paths(folder)) {
            if (path.endsWith("/")) collect(path, out);
            else out.add(new Part(path.substring("/WEB-INF/".length()), () -> open(path)));
        }
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
