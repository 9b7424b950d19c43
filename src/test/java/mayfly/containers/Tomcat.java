package mayfly.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Tomcat of its own CATALINA_BASE, with the WAR in its webapps folder. */
final class Tomcat {
    /** As its own script does: it then looks for what a web application leaves behind. */
    private static final List<String> OPENED = List.of("java.lang", "java.lang.reflect", "java.io", "java.util", "java.util.concurrent");
    private static final String RMI = "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED";

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
                    <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
                      <Host name="localhost" appBase="webapps" unpackWARs="%s" autoDeploy="true"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(port, unpack));
        Files.copy(Container.WAR, base.resolve("webapps/mayfly.war"));
        String classPath = home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar");
        List<String> command = new ArrayList<>(List.of(ServerProcess.java(), "-Xmx192m"));
        for (String name : OPENED) command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
        command.addAll(List.of(RMI, "-Dcatalina.home=" + home, "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"), "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager", "-cp", classPath, "org.apache.catalina.startup.Bootstrap", "start"));
        return new Container.Start(command, Map.of(), "/mayfly");
    }
}
