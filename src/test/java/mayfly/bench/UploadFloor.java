package mayfly.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The least that an upload could cost on the same Jetty: {@code UploadFloor FILE} writes each body to that file as it is, and syncs it. */
public final class UploadFloor {
    private UploadFloor() { }

    public static void main(String[] args) throws Exception {
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                store(request.getInputStream(), Path.of(args[0]));
                response.setContentLength(0);
            }
        }), "/*");
        server.setHandler(context);
        server.start();
        System.out.println("The floor is ready at http://127.0.0.1:" + connector.getLocalPort() + "/");
    }

    /** Bodies to disk, synced; also the plain copy of a file. */
    static void store(InputStream in, Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var chunk = new byte[1 << 16];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) out.write(ByteBuffer.wrap(chunk, 0, n));
            out.force(true);
        }
    }
}
