package mayfly.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** A Jetty distribution with a jetty.base of its own: one environment (ee10 or ee11), the WAR in its webapps folder. */
final class JettyHome {
    private JettyHome() { }

    static Container.Start prepare(Path home, Path base, int port, String environment) throws IOException {
        Files.createDirectories(base.resolve("start.d"));
        Files.createDirectories(base.resolve("webapps"));
        Files.createDirectories(base.resolve("temp"));
        Files.writeString(base.resolve("start.d/server.ini"), """
                --modules=http,%s-deploy,%s-annotations,%s-websocket-jakarta
                """.formatted(environment, environment, environment));
        Files.copy(Container.WAR, base.resolve("webapps/mayfly.war"));
        return new Container.Start(List.of(ServerProcess.java(), "-Xmx192m", "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-jar", home.resolve("start.jar").toString(), "jetty.home=" + home, "jetty.base=" + base, "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + port, "jetty.deploy.scanInterval=1"), Map.of(), "/mayfly");
    }

    /**
     * By a context file that names the WAR: a change of it is a redeploy. The WAR gets a name of its own each time, because Jetty starts the new application before it stops
     * the old one, and reads a file again that is open under the same name.
     */
    static void deploy(Path base, Path war, String environment) throws IOException {
        Path wars = Files.createDirectories(base.resolve("wars"));
        Path own = Files.createTempFile(wars, "mayfly-", ".war");
        Files.copy(war, own, StandardCopyOption.REPLACE_EXISTING);
        Path context = Files.writeString(base.resolve("next.xml"), """
                <?xml version="1.0"?>
                <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
                <Configure class="org.eclipse.jetty.%s.webapp.WebAppContext">
                  <Set name="contextPath">/mayfly</Set>
                  <Set name="war">%s</Set>
                </Configure>
                """.formatted(environment, own));
        Files.deleteIfExists(base.resolve("webapps/mayfly.war"));
        Files.move(context, base.resolve("webapps/mayfly.xml"), StandardCopyOption.ATOMIC_MOVE);
    }
}
