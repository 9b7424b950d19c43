package mayfly.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                "jetty.http.port=" + port), Map.of(), "/mayfly");
    }
}
