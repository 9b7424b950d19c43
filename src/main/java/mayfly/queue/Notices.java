package mayfly.queue;

import java.io.IOException;
import mayfly.job.Notice;

/** Writes what a subscriber is told, as the JSON face would answer whoever asked. */
public interface Notices {
    /**
     * @param job id
     * @throws IOException when it cannot be written now
     */
    Letter write(Notice.Kind kind, String job) throws IOException;

    record Letter(String mediaType, byte[] body) { }
}
