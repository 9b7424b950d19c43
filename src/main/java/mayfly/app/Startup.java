package mayfly.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.api.Api;
import mayfly.app.redis.PrivateFile;
import mayfly.web.Desk;
import mayfly.web.Pages;
import mayfly.web.Seal;
import mayfly.web.Site;
import mayfly.web.StaticFiles;

/**
 * Starts and stops the application in every servlet container. When it cannot start, the context stays up and answers every
 * request 503 with the reason, because a container that sees a listener fail answers 404 and says nothing. What needs the
 * application is registered here and gets it by its constructor; nothing looks it up.
 */
public final class Startup implements ServletContextListener {
    /** Attribute of the context: why the application did not start; absent when it did. */
    static final String FAILURE = "mayfly.failure";
    private static final Logger LOG = Logger.getLogger("mayfly");
    private static final String VERSION = version();
    private Application application;

    @Override public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        context.setSessionTrackingModes(Set.of()); // there are no sessions, and no session ids in URLs
        try {
            application = Application.start(Settings.load(), new WarContent(context));
            register(context);
        } catch (SettingsRefused | StartRefused e) {
            refuse(context, e.getMessage());
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "Mayfly failed to start", e);
            refuse(context, "Mayfly failed to start: " + e);
        }
    }

    @Override public void contextDestroyed(ServletContextEvent event) {
        if (application != null) application.stop();
    }

    /** The one servlet behind every address. */
    private void register(ServletContext context) throws IOException {
        Settings settings = application.settings();
        StaticFiles files = new StaticFiles(context);
        Site site = new Site(VERSION, settings.http().baseUrl(), "", "", settings.disk().uploadLimit(), settings.disk().retention());
        Seal seal = new Seal(ownSecret(settings.home()));
        Desk desk = new Desk(application.jobs(), application.catalog()::check, site, seal, InstantSource.system(), new Pages(context, files, VERSION));
        Api api = new Api(application.jobs(), application.catalog()::check, settings.disk().uploadLimit(), settings.work().syncMost());
        if (!settings.http().baseUrl().isEmpty()) application.tell(new Letters(api, settings.http().baseUrl()));
        Gate gate = new Gate(desk, new OperatorGate(application.operatorPassword(), desk.clock()), new Login(settings.login().header(), settings.login().proxies()), application.tokens(), new Cors(settings.http().origins()));
        ServletRegistration.Dynamic routes = context.addServlet("routes", new FrontController(desk, api, files, gate, application.tokens()));
        routes.addMapping("/*");
        routes.setAsyncSupported(true);
    }

    /** What seals cookies and tokens, on all nodes that share the home: made at the first start, kept there where only its owner can read it. */
    private static byte[] ownSecret(Path home) throws IOException {
        return PrivateFile.ensure(home.resolve("secret"), Seal.random() + Seal.random()).getBytes(StandardCharsets.US_ASCII);
    }

    private static void refuse(ServletContext context, String reason) {
        if (context.getAttribute(EmbeddedJetty.EMBEDDED) == null) LOG.severe(reason);
        context.setAttribute(FAILURE, reason);
        var filter = context.addFilter("not-started", new NotStarted(reason));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    /** As the build wrote it. */
    private static String version() {
        Properties build = new Properties();
        try (InputStream in = Startup.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }
}
