package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import mayfly.queue.Refusal;

/** {@code /health/live}: the application answers. {@code /health/ready}: a job could be taken in and run now. */
public final class Health {
    private final Api api;

    public Health(Api api) {
        this.api = api;
    }

    public void live(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call.answer(response, Call.object().put("status", "live"));
    }

    public void ready(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> missing = missing();
        if (missing.isEmpty()) Call.answer(response, Call.object().put("status", "ready"));
        else Call.answer(response, 503, "application/json", Call.object().put("status", "not ready").put("missing", missing.get()));
    }

    private Optional<String> missing() {
        try {
            return api.jobs().notReady();
        } catch (Refusal e) {
            return Optional.of(e.getMessage());
        }
    }
}
