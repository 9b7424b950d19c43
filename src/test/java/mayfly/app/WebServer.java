package mayfly.app;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import mayfly.api.Api;
import mayfly.catalog.Catalog;
import mayfly.job.Owner;
import mayfly.queue.JobService;
import mayfly.queue.Tokens;
import mayfly.web.Desk;
import mayfly.web.Pages;
import mayfly.web.Seal;
import mayfly.web.Site;
import mayfly.web.StaticFiles;
import mayfly.web.StubJobs;
import mayfly.web.StubRecords;
import mayfly.web.StubTokens;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The two faces in a real server, over jobs in memory or over real ones. */
public final class WebServer implements AutoCloseable {
    public static final Seal SEAL = new Seal("a secret that only tests know".getBytes());
    public static final Owner ANNA = Owner.anonymous("anna");
    public static final long LIMIT = 200_000;
    public static final String PASSWORD = "only the öperator: knows";

    /** In which a proxy on this machine says who has signed in. */
    public static final String LOGIN = "X-Remote-User";

    /** A site whose pages may use the API. */
    public static final String CORS = "https://app.example.org";

    public final StubJobs jobs;
    private FrontController routes;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final String context;

    public WebServer(Path folder, String context, String label, int port, Path... processes) throws Exception {
        this.context = context;
        Catalog catalog = Catalog.load(Arrays.asList(processes));
        if (!catalog.rejected().isEmpty()) throw new IllegalStateException(catalog.rejected().toString());
        jobs = new StubJobs(catalog, folder);
        StubRecords.fill(jobs, ANNA, label);
        serve(jobs, catalog, port, new Login(LOGIN, List.of("127.0.0.1")), new StubTokens(ANNA, label));
    }

    /** Over real jobs; {@link #jobs} is null then. */
    public WebServer(JobService real, Catalog catalog) throws Exception {
        this(real, catalog, new Login(LOGIN, List.of("127.0.0.1")), new StubTokens(ANNA, ""));
    }

    /** Over real jobs and real tokens. */
    WebServer(JobService real, Catalog catalog, Login login, Tokens tokens) throws Exception {
        context = "";
        jobs = null;
        serve(real, catalog, 0, login, tokens);
    }

    private void serve(JobService jobs, Catalog catalog, int port, Login login, Tokens tokens) throws Exception {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        var handler = new ServletContextHandler(context.isEmpty() ? "/" : context);
        handler.setBaseResourceAsString(Path.of("webapp").toAbsolutePath().toString());
        server.setHandler(handler);
        handler.addEventListener(new jakarta.servlet.ServletContextListener() {
            @Override
            public void contextInitialized(jakarta.servlet.ServletContextEvent event) {
                var files = new StaticFiles(event.getServletContext());
                var site = new Site("0.1.0", "", "Institute of Examples", "mayfly@example.org", LIMIT, java.time.Duration.ofDays(7));
                var desk = new Desk(jobs, catalog::check, site, SEAL, InstantSource.fixed(StubJobs.NOW), new Pages(event.getServletContext(), files, "0.1.0"));
                var gate = new Gate(desk, new OperatorGate(PASSWORD, desk.clock()), login, tokens, new Cors(List.of(CORS)));
                routes = new FrontController(desk, new Api(jobs, catalog::check, LIMIT, java.time.Duration.ofSeconds(20)), files, gate, tokens);
                handler.addServlet(new ServletHolder(routes), "/*");
            }
        });
        server.start();
    }

    public WebServer(Path folder, String label) throws Exception {
        this(folder, "", label, 0, Path.of("src/test/resources/mayfly/web/processes"));
    }

    /** The cookie of the owner of the prepared jobs. */
    public static String cookie() {
        return Caller.COOKIE + "=" + SEAL.close("owner", "anna");
    }

    /** What the operator's browser sends as Authorization. */
    public static String operator() {
        return "Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    List<Route> routes() {
        return routes.all();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + context + path);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /** Serves on port 8099 until ended, for looking at the pages. */
    public static void main(String[] args) throws Exception {
        var server = new WebServer(Path.of(args[0]), "", "penguins.csv", 8099, Arrays.stream(args).skip(1).map(Path::of).toArray(Path[]::new));
        System.out.println(server.url("/") + " with cookie " + cookie());
        Thread.currentThread().join();
    }
}
