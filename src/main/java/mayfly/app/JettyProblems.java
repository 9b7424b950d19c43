package mayfly.app;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import mayfly.queue.ProblemType;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the embedded server refuses before the application hears of it, such as headers that are too large: in the words of the application, as a problem document. Written by
 * hand, because the server does not see the libraries of the application.
 */
final class JettyProblems extends ErrorHandler {
    private static final int LONGEST = 200;
    private final String base;
    private final String context;

    /**
     * @param base    address that users see; empty = as the request says
     * @param context path of the application; "/" or without a slash at its end
     */
    JettyProblems(String base, String context) {
        this.base = base;
        this.context = context.equals("/") ? "" : context;
    }

    /** Without it only GET, HEAD and POST are told why they are refused. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        ProblemType type = status == 400 ? ProblemType.MALFORMED : ProblemType.of(status);
        boolean page = Face.byAccept(request.getHeaders().get(HttpHeader.ACCEPT)) == Face.HTML;
        byte[] body = (page ? page(type) : document(type, status, path(request), base.isEmpty() ? asAsked(request) : base)).getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, page ? "text/html;charset=utf-8" : "application/problem+json");
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String path(Request request) {
        String path = request.getHttpURI() == null || request.getHttpURI().getPath() == null ? "" : request.getHttpURI().getPath();
        return path.length() > LONGEST ? path.substring(0, LONGEST) : path;
    }

    private String asAsked(Request request) {
        String host = Request.getServerName(request);
        int port = Request.getServerPort(request);
        return "http://" + (host == null ? Request.getLocalAddr(request) : host) + (port <= 0 || port == 80 ? "" : ":" + port) + context;
    }

    private static String document(ProblemType type, int status, String path, String base) {
        return "{\"type\":" + quoted(type.uri(base)) + ",\"title\":" + quoted(type.title()) + ",\"status\":" + status + ",\"detail\":" + quoted(type.happened()) + ",\"instance\":" + quoted(path)
                + ",\"safe\":" + quoted(type.safe()) + ",\"next\":" + quoted(String.join(" ", type.next())) + "}";
    }

    /** Nothing in it is from the request. */
    private String page(ProblemType type) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>" + type.title()
                + " · Mayfly</title></head><body><main><h1>" + type.title() + "</h1><p>" + type.happened() + " " + type.safe() + " " + String.join(" ", type.next()) + "</p><p><a href=\"" + context + "/\">See all processes</a> <a href=\""
                + context + type.path() + "\">What this means</a></p></main></body></html>\n";
    }

    /** Of a text that may have anything in it; what JSON or an address would not take is left out. */
    private static String quoted(String text) {
        return "\"" + text.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\"";
    }
}
