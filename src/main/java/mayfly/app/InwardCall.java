package mayfly.app;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mayfly.job.Owner;

/** A GET of the JSON face from inside, by which a letter says to the letter what an answer would. Knows what our handlers ask of a request and a response, and no more. */
final class InwardCall {
    /** Bytes of an answer that is kept. */
    private static final int MOST = 1 << 20;
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final String path;
    private int status = 200;
    private String type;

    /** An answer that is longer than what is kept. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param base      address that users see
     * @param path      of the job's resource
     * @param variables of the path
     */
    InwardCall(String base, String path, Map<String, String> variables) {
        this.path = String.valueOf(URI.create(base).getPath()) + path;
        attributes.put("base", base);
        attributes.put("query", Map.of("f", List.of("json")));
        attributes.put(Owner.class.getName(), Owner.anonymous("nobody"));
        variables.forEach((name, value) -> attributes.put("path." + name, value));
    }

    HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (method, args) -> switch (method.getName()) {
            case "getAttribute" -> attributes.get(args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            case "getMethod" -> "GET";
            case "getHeader" -> "Accept".equalsIgnoreCase((String) args[0]) ? "application/json, application/problem+json" : null;
            case "getRequestURI", "getServletPath" -> path;
            case "getQueryString" -> "f=json";
            case "getContextPath" -> "";
            default -> nothing(method);
        });
    }

    HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (method, args) -> switch (method.getName()) {
            case "setStatus" -> status = (Integer) args[0];
            case "getStatus" -> status;
            case "setContentType" -> type = (String) args[0];
            case "getContentType" -> type;
            case "setHeader", "addHeader" -> headers.put((String) args[0], (String) args[1]);
            case "containsHeader" -> headers.containsKey((String) args[0]);
            case "getHeader" -> headers.get((String) args[0]);
            case "getOutputStream" -> new Kept();
            default -> nothing(method);
        });
    }

    int status() {
        return status;
    }

    /** Null when none was set. */
    String type() {
        return type;
    }

    byte[] body() {
        return body.toByteArray();
    }

    private interface Answer {
        Object to(Method method, Object[] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> what, Answer answer) {
        return what.cast(Proxy.newProxyInstance(InwardCall.class.getClassLoader(), new Class<?>[] {what}, (self, method, args) -> {
            Object out = answer.to(method, args);
            return method.getReturnType() == void.class ? null : out;
        }));
    }

    private static Object nothing(Method method) {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) return false;
        if (type == int.class) return 0;
        return type == long.class ? (Object) 0L : null;
    }

    private final class Kept extends ServletOutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (body.size() + length > MOST) throw new TooLong();
            body.write(bytes, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("nobody writes here by and by");
        }
    }
}
