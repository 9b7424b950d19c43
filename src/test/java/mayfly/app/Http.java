package mayfly.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import mayfly.testing.Described;

/** Requests as a browser sends them, and as a program does. */
final class Http {
    static final String HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Http() { }

    /** A page, asked for by the owner of the prepared jobs. */
    static HttpResponse<String> page(URI url, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url).header("Accept", HTML).header("Cookie", WebServer.cookie()), headers);
    }

    static HttpResponse<String> json(URI url, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url).header("Accept", "application/json"), headers);
    }

    static HttpResponse<String> post(URI url, String type, String body, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url).header("Accept", HTML).header("Content-Type", type).header("Cookie", WebServer.cookie()).POST(BodyPublishers.ofString(body)), headers);
    }

    /** An answer that is as the interface is described. */
    static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        return Described.checked(unchecked(request, headers));
    }

    /** For what a server does only where a test makes it do so. */
    static HttpResponse<String> unchecked(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
