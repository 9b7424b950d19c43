package mayfly.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code that workers run: a copy of the deployment's jars in {@code <home>/runtime/<hash>/}, named by its content. A redeploy lays a new folder and leaves the old one
 * to the workers that run from it, so that no class is ever pulled from under a running job.
 */
public final class RuntimeFolder {
    /** One file of the deployment; its name may begin with folders, divided by slashes. */
    public record Part(String name, Source source) { }

    /** Opens the bytes of a part; may be called more than once. */
    public interface Source {
        InputStream open() throws IOException;
    }

    private final List<Part> jars;
    private final List<Part> parts;
    private final Path folder;

    /**
     * @param home  of the deployment
     * @param jars  what the worker needs, in the order of the class path
     * @param other what lies beside them: descriptions, samples, templates
     */
    public RuntimeFolder(Path home, List<Part> jars, List<Part> other) throws IOException {
        this.jars = List.copyOf(jars);
        this.parts = Stream.concat(jars.stream(), other.stream()).toList();
        this.folder = home.resolve("runtime").resolve(hash(parts));
        ensure();
    }

    private static String hash(List<Part> parts) throws IOException {
        MessageDigest digest = sha256();
        for (Part part : parts) {
            digest.update(part.name().getBytes(StandardCharsets.UTF_8));
            try (var in = new DigestInputStream(part.source().open(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 10);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lays the folder if it is not there, or not whole: somebody may have tidied it away. */
    public void ensure() throws IOException {
        if (parts.stream().allMatch(part -> Files.isRegularFile(folder.resolve(part.name())))) return;
        Files.createDirectories(folder.getParent());
        Path laying = Files.createTempDirectory(folder.getParent(), ".laying-");
        for (Part part : parts) {
            Files.createDirectories(laying.resolve(part.name()).getParent());
            try (InputStream in = part.source().open()) {
                Files.copy(in, laying.resolve(part.name()));
            }
        }
        if (Files.exists(folder)) refill(laying);
        else move(laying);
    }

    private void move(Path laying) throws IOException {
        try {
            Files.move(laying, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another node laid the same content in the meantime.
            refill(laying);
        }
    }

    /** What is missing is moved in, each file whole; workers that run from the folder notice nothing. */
    private void refill(Path laying) throws IOException {
        for (Part part : parts) {
            Path file = folder.resolve(part.name());
            Files.createDirectories(file.getParent());
            Files.move(laying.resolve(part.name()), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        try (Stream<Path> left = Files.walk(laying)) {
            for (Path folder : left.sorted(Comparator.reverseOrder()).toList()) Files.delete(folder);
        }
    }

    /** For {@code -cp}. */
    public String classPath() {
        return jars.stream().map(jar -> folder.resolve(jar.name()).toString()).collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** Name of this version of the code. */
    public String version() {
        return folder.getFileName().toString();
    }

    public Path folder() {
        return folder;
    }
}
