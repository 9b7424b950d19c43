package mayfly.queue;

import java.nio.file.Path;

/**
 * A file that has arrived and waits for its job.
 *
 * @param id        unguessable; its name on disk
 * @param input     id of the input that it is for
 * @param name      what the client called it: data, never a path
 * @param size      bytes
 * @param mediaType what the client said it is
 * @param path      where its bytes are
 */
public record Upload(String id, String input, String name, long size, String mediaType, Path path) { }
