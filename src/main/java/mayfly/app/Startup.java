package mayfly.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts and stops the application in every servlet container. When it cannot start, the context stays up and answers every
 * request 503 with the reason, because a container that sees a listener fail answers 404 and says nothing. What needs the
 * application is registered here and gets it by its constructor; nothing looks it up.
 */
public final class Startup implements ServletContextListener {
    /** Attribute of the context: why the application did not start; absent when it did. */
    static final String FAILURE = "mayfly.failure";
    private static final Logger LOG = Logger.getLogger("mayfly");
    private Application application;

    @Override public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        context.setSessionTrackingModes(Set.of()); // there are no sessions, and no session ids in URLs
        try {
            application = Application.start(Settings.load(), new WarContent(context));
            register(context);
        } catch (SettingsRefused | StartRefused e) {
            refuse(context, e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "Mayfly failed to start", e);
            refuse(context, "Mayfly failed to start: " + e);
        }
    }

    @Override public void contextDestroyed(ServletContextEvent event) {
        if (application != null) application.stop();
    }

    private void register(ServletContext context) {
        ServletRegistration.Dynamic health = context.addServlet("health", new LiveServlet());
        health.addMapping("/health/live");
        health.setAsyncSupported(true);
    }

    private static void refuse(ServletContext context, String reason) {
        if (context.getAttribute(EmbeddedJetty.EMBEDDED) == null) LOG.severe(reason);
        context.setAttribute(FAILURE, reason);
        var filter = context.addFilter("not-started", new NotStarted(reason));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
}
