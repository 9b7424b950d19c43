package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Whether what a request brings is here, and what becomes of it when nobody will read it. */
final class IncomingBody {
    /** Larger ones may be written to disk, which takes its time as well. */
    private static final int SMALL = 16 << 10;

    private IncomingBody() { }

    /** A body that is here whole keeps nobody waiting: the way over to another thread would only delay its answer. */
    static boolean hasArrived(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD") && length >= 0 && length <= SMALL && request.getInputStream().available() >= length;
    }

    /** A body that nobody will read would be taken for the next request on its connection, or end the connection when a client has sent that already: so it is said to be the last. */
    static void leaveUnread(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (body && !hasArrived(request)) response.setHeader("Connection", "close");
    }
}
