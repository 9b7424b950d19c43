package mayfly.queue;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * One output of a successful job.
 *
 * @param id        output id of the description
 * @param name      file name for downloads
 * @param mediaType its media type
 * @param size      bytes on disk
 * @param isFile    whether the computation wrote a file of its own; otherwise it is a JSON value
 * @param value     the JSON value where it is small enough to be in the record (up to 16 KiB in all); null otherwise
 * @param path      where its bytes are
 */
public record OutputView(String id, String name, String mediaType, long size, boolean isFile, JsonNode value, Path path) { }
