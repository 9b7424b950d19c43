package mayfly.worker;

import java.nio.file.Path;

/**
 * A file among the outputs: write to {@code path}, then return it as a component of the result.
 *
 * @param path      where to write
 * @param name      its name for people
 * @param mediaType its media type
 */
public record OutputFile(Path path, String name, String mediaType) { }
