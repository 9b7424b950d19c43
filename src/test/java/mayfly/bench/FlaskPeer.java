package mayfly.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The published pattern: a web application that starts a Python process in its POST handler and redirects to a status page. */
final class FlaskPeer implements Peer {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final String url;

    FlaskPeer(Process process) throws IOException {
        this.process = process;
        this.url = "http://127.0.0.1:" + process.inputReader().readLine();
    }

    @Override
    public Sent submit(int count, double pause) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) ids.add(post(pause));
        return new Sent(begin, ids);
    }

    private String post(double pause) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/jobs")).header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString("pause=" + pause));
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 302) throw new IOException("302 was expected; found " + answer.statusCode() + " " + answer.body());
        return answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }

    /** The page to which the browser was sent. */
    String page(String id) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + "/jobs/" + id)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public List<Process> processes() {
        return List.of(process);
    }
}
