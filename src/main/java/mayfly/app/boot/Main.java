package mayfly.app.boot;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Entry of {@code java -jar mayfly.war}, and of {@code java -jar mayfly.war restore}. A WAR is no jar that Java can run beyond the classes at its root, so this unpacks it to a
 * private folder and goes on in {@code mayfly.app.EmbeddedJetty}, with the server's jars and Mayfly's own on the class path of a
 * loader that knows nothing else but the JDK.
 */
public final class Main {
    /** For the server: Mayfly's jar and the logging facade are the same files that the web application has; Jetty it must not see. */
    private static final String OURS = "(mayfly|slf4j)-.*\\.jar";

    private Main() { }

    public static void main(String[] arguments) throws Exception {
        boolean restore = arguments.length > 0 && arguments[0].equals("restore");
        if (arguments.length > 0 && !restore) {
            System.err.println("mayfly.war takes no arguments but `restore`; settings come from environment variables and the file named in MAYFLY_CONFIG");
            System.exit(2);
        }
        Path folder = unpacked();
        ClassLoader loader = new URLClassLoader("mayfly-server", restore ? jars(folder, List.of("lib"), ".*") : jars(folder, List.of("server", "lib"), OURS), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            if (restore) loader.loadClass("mayfly.app.Restore").getMethod("run", Path.class, String[].class).invoke(null, folder, Arrays.copyOfRange(arguments, 1, arguments.length));
            else loader.loadClass("mayfly.app.EmbeddedJetty").getMethod("run", Path.class).invoke(null, folder);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }

    private static Path unpacked() throws Exception {
        Path war = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try {
            return new UnpackedWar(Path.of(System.getProperty("java.io.tmpdir"))).unpack(war);
        } catch (IOException e) {
            System.err.println("The WAR cannot be unpacked in " + System.getProperty("java.io.tmpdir") + " (" + e + "); name a folder with some"
                    + " 100 MB free: java -Djava.io.tmpdir=FOLDER -jar " + war.getFileName());
            System.exit(1);
            throw e;
        }
    }

    /** @param wanted of those in {@code lib} */
    private static URL[] jars(Path folder, List<String> folders, String wanted) throws IOException {
        List<URL> path = new ArrayList<>();
        for (String jars : folders)
            try (Stream<Path> files = Files.list(folder.resolve("WEB-INF" + File.separator + jars))) {
                for (Path file : (Iterable<Path>) files.sorted()::iterator)
                    if (jars.equals("server") || file.getFileName().toString().matches(wanted)) path.add(file.toUri().toURL());
            }
        return path.toArray(URL[]::new);
    }

}
