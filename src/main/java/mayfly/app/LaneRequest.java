package mayfly.app;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A request whose body ends when the lane closes, as if the client had gone away: not every container's reads hear an interrupt. */
final class LaneRequest extends HttpServletRequestWrapper {
    private final BooleanSupplier closed;

    LaneRequest(HttpServletRequest request, BooleanSupplier closed) {
        super(request);
        this.closed = closed;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Body(super.getInputStream(), closed);
    }

    private static final class Body extends ServletInputStream {
        private final ServletInputStream in;
        private final BooleanSupplier closed;

        Body(ServletInputStream in, BooleanSupplier closed) {
            this.in = in;
            this.closed = closed;
        }

        private void check() throws EOFException {
            if (closed.getAsBoolean()) throw new EOFException("the application stops");
        }

        @Override
        public int read() throws IOException {
            check();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            check();
            return in.read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
