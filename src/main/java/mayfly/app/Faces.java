package mayfly.app;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import mayfly.api.Api;
import mayfly.app.redis.PrivateFile;
import mayfly.catalog.Catalog;
import mayfly.web.Desk;
import mayfly.web.Pages;
import mayfly.web.Seal;
import mayfly.web.Site;
import mayfly.web.StaticFiles;

/** Puts the two faces on a running application. */
final class Faces {
    private Faces() { }

    static Routes of(Application application, ServletContext context) {
        Settings settings = application.settings();
        Catalog catalog = application.catalog();
        var files = new StaticFiles(context);
        var site = new Site(version(), "", "", settings.disk().uploadLimit(), settings.disk().retention());
        var pages = new Pages(context, files, site.version());
        var desk = new Desk(application.jobs(), catalog::check, site, new Seal(secret(settings.home())), InstantSource.system(), pages);
        return new Routes(desk, new Api(application.jobs(), catalog::check, settings.disk().uploadLimit()), files);
    }

    /** What cookies and forms are sealed with. Kept in the home, so that a restart does not make strangers of everybody. */
    private static byte[] secret(Path home) {
        Path file = home.resolve("secret");
        try {
            if (PrivateFile.read(file).isEmpty()) PrivateFile.write(file, Seal.random() + Seal.random());
            return PrivateFile.read(file).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        String version = Faces.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }
}
