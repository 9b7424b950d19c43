package mayfly.worker;

import java.nio.file.Path;

/**
 * An uploaded file, as a computation sees it.
 *
 * @param path      where its bytes are, in the attempt's folder; read it, do not change it
 * @param name      the name the client gave it: for people only, never a path
 * @param size      bytes
 * @param mediaType what the client said it is; may be wrong
 */
public record InputFile(Path path, String name, long size, String mediaType) {
    /** The file's name on disk was given by the application; {@code getFileName} makes sure that it stays inside the folder. */
    static InputFile in(Path folder, String file, String name, long size, String mediaType) {
        return new InputFile(folder.resolve(Path.of(file).getFileName()), name, size, mediaType);
    }
}
