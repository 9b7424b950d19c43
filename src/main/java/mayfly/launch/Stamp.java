package mayfly.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * By which a file is taken to be the same as before, without reading it.
 *
 * @param size   bytes; -1 where there is no such file
 * @param millis last change
 */
record Stamp(long size, long millis) {
    private static final Stamp NONE = new Stamp(-1, 0);

    static Stamp of(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis()) : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }
}
