package mayfly.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Tomcat of its own CATALINA_BASE, with the WAR in its webapps folder. */
final class Tomcat {
    private Tomcat() { }

    static Container.Start prepare(Path home, Path base, int port, boolean unpack) throws IOException {
        for (String name : List.of("conf", "logs", "temp", "work", "webapps")) Files.createDirectories(base.resolve(name));
        try (Stream<Path> files = Files.list(home.resolve("conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) Files.copy(file, base.resolve("conf").resolve(file.getFileName()));
        }
        Files.writeString(base.resolve("conf/server.xml"), """
                <Server port="-1">
                  <Service name="Catalina">
                    <Connector port="%d" address="127.0.0.1" protocol="HTTP/1.1"/>
                    <Engine name="Catalina" defaultHost="localhost">
                      <Host name="localhost" appBase="webapps" unpackWARs="%s" autoDeploy="false"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(port, unpack));
        Files.copy(Container.WAR, base.resolve("webapps/mayfly.war"));
        String classPath = home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar");
        return new Container.Start(List.of(ServerProcess.java(), "-Xmx192m", "-Dcatalina.home=" + home, "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"), "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager", "-cp", classPath, "org.apache.catalina.startup.Bootstrap", "start"),
                Map.of(), "/mayfly");
    }
}
