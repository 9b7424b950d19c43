package mayfly.client;

import com.google.gson.JsonElement;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** Waits for the end of a job by asking again and again, at first often and then every few seconds; a server that is away for a while, or busy, is waited for. */
final class Watch {
    private static final Set<String> OVER = Set.of("successful", "failed", "dismissed");
    private static final long FIRST = 100;
    private static final long MOST = 3000;
    private static final long PATIENCE = 60_000_000_000L;
    private final Http http;
    private final Bar bar;

    Watch(Http http, Bar bar) {
        this.http = http;
        this.bar = bar;
    }

    /** @return its last statusInfo. @throws Ending when it cannot be asked any more */
    JsonElement end(URI job) {
        long pause = FIRST;
        long heard = System.nanoTime();
        try {
            while (true) {
                Ending away = null;
                try {
                    HttpResponse<byte[]> answer = http.get("GET", job, "application/json", BodyHandlers.ofByteArray());
                    if (isBusy(answer)) away = new Ending(Ending.UNREACHABLE, job + " answers " + answer.statusCode() + ".");
                    else {
                        JsonElement status = Http.parsed(answer);
                        bar.show(status);
                        if (OVER.contains(Json.text(status, "status"))) return status;
                        heard = System.nanoTime();
                    }
                } catch (Http.Silent e) {
                    away = e.ending();
                }
                if (away != null && System.nanoTime() - heard > PATIENCE) throw away;
                Thread.sleep(pause);
                pause = Math.min(MOST, pause * 3 / 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ending(Ending.UNREACHABLE, "Interrupted.");
        } finally {
            bar.end();
        }
    }

    private static boolean isBusy(HttpResponse<?> answer) {
        return answer.statusCode() == 429 || answer.statusCode() == 502 || answer.statusCode() == 503 || answer.statusCode() == 504;
    }

    /** The exit code that tells the end of a job. */
    static int code(JsonElement job) {
        return switch (Json.text(job, "status")) {
            case "failed" -> Ending.FAILED;
            case "dismissed" -> Ending.DISMISSED;
            default -> Ending.DONE;
        };
    }
}
