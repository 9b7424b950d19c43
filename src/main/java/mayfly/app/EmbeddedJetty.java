package mayfly.app;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The server of {@code java -jar mayfly.war}: serves the unpacked WAR, says on standard output when it is ready, and stops in order on
 * SIGTERM or Ctrl-C: requests under way get 5 s, then the application stops. Exit codes: 0 stopped when told to, 1 something in the way
 * (one line says what), 2 bad settings (a line for each).
 */
public final class EmbeddedJetty {
    /** Attribute of the context: this server serves it, and reports a failed start itself. */
    static final String EMBEDDED = "mayfly.embedded";
    private static final long GRACE_MILLIS = 5_000;
    private final Settings.Http http;
    private final Path folder;
    private final Server server = new Server();
    private volatile int exitCode;

    private EmbeddedJetty(Settings.Http http, Path folder) {
        this.http = http;
        this.folder = folder;
    }

    /** Returns when it serves; ends the process when it cannot. Called by the launcher at the WAR's root. */
    public static void run(Path unpackedWar) {
        Logging.install();
        Settings settings;
        try {
            settings = Settings.load();
        } catch (SettingsRefused e) {
            System.err.println(e.getMessage());
            delete(unpackedWar.getParent());
            System.exit(2);
            return;
        }
        new EmbeddedJetty(settings.http(), unpackedWar).serve(settings.work().standby() > 0);
    }

    /** @param warm whether to have the way of a request compiled before somebody comes */
    private void serve(boolean warm) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "mayfly-stop"));
        ServerConnector connector = connector();
        WebAppContext context = context();
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(context));
        server.setErrorHandler(new JettyProblems(http.baseUrl(), http.context()));
        server.setStopTimeout(GRACE_MILLIS);
        try {
            server.start();
        } catch (Exception e) {
            fail(reason(e));
        }
        Object failure = context.getServletContext().getAttribute(Startup.FAILURE);
        if (failure != null) fail(failure.toString());
        System.out.println("Mayfly is ready at " + url(connector.getLocalPort()));
        if (warm) new FirstVisitor(here(connector.getLocalPort())).come();
    }

    private ServerConnector connector() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setUseOutputDirectByteBuffers(false); // headers are put together byte by byte, which is slow in direct memory
        ServerConnector connector = new ServerConnector(server, reading(configuration));
        connector.setHost(http.host());
        connector.setPort(http.port());
        return connector;
    }

    /** Uploads are read 64 KB at a time; a connection that waits holds no buffer. */
    private static HttpConnectionFactory reading(HttpConfiguration configuration) {
        var factory = new HttpConnectionFactory(configuration);
        factory.setInputBufferSize(65_536);
        return factory;
    }

    private WebAppContext context() {
        WebAppContext context = new WebAppContext();
        context.setContextPath(http.context());
        context.setWar(folder.toString());
        context.setTempDirectory(folder.resolveSibling("temp").toFile());
        context.setThrowUnavailableOnStartupException(true);
        context.setAttribute(EMBEDDED, true);
        context.setErrorHandler(new Refusing());
        return context;
    }

    /** As web.xml says, whatever the method: without it only GET, HEAD and POST are told why they are refused. */
    private static final class Refusing extends ErrorPageErrorHandler {
        @Override
        public boolean errorPageForMethod(String method) {
            return true;
        }
    }

    private String url(int port) {
        if (!http.baseUrl().isEmpty()) return http.baseUrl() + "/";
        return here(port);
    }

    /** Its own address, whatever users see. */
    private String here(int port) {
        String host = http.host().matches("0\\.0\\.0\\.0|::|\\[::]") ? "127.0.0.1" : http.host();
        return "http://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port
                + (http.context().equals("/") ? "/" : http.context() + "/");
    }

    private String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof BindException)) cause = cause.getCause();
        if (String.valueOf(cause.getMessage()).contains("in use"))
            return "Port " + http.port() + " of " + http.host() + " is taken by another program; end it, or set MAYFLY_PORT to a free port (0 = any)";
        if (cause instanceof IOException || cause instanceof UnresolvedAddressException)
            return "Cannot listen on " + http.host() + ":" + http.port() + " (" + cause + "); correct MAYFLY_HOST or MAYFLY_PORT";
        return "The server does not start: " + cause;
    }

    private void fail(String reason) {
        System.err.println(reason);
        exitCode = 1;
        System.exit(1);
    }

    /** The process's only shutdown hook: it ends the process with 0, where the JDK would report the signal. */
    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            System.err.println("The server did not stop in order: " + e);
        }
        delete(folder.getParent());
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) Files.deleteIfExists(file);
        } catch (IOException e) {
            // Left to the sweep of the next start.
        }
    }
}
