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
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The code that workers run: a copy of the deployment's jars in {@code <home>/runtime/<hash>/}, named by its content. A redeploy lays a new folder and leaves the old one
 * to the workers that run from it, so that no class is ever pulled from under a running job.
 */
public final class RuntimeFolder {
    /** One jar of the deployment. */
    public record Jar(String name, Source source) { }

    /** Opens the bytes of a jar; may be called more than once. */
    public interface Source {
        InputStream open() throws IOException;
    }

    private final List<Jar> jars;
    private final Path folder;

    /**
     * @param home of the deployment
     * @param jars what the worker needs, in the order of the class path
     */
    public RuntimeFolder(Path home, List<Jar> jars) throws IOException {
        this.jars = List.copyOf(jars);
        this.folder = home.resolve("runtime").resolve(hash(jars));
        ensure();
    }

    private static String hash(List<Jar> jars) throws IOException {
        MessageDigest digest = sha256();
        for (Jar jar : jars) {
            digest.update(jar.name().getBytes(StandardCharsets.UTF_8));
            try (var in = new DigestInputStream(jar.source().open(), digest)) {
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
        if (jars.stream().allMatch(jar -> Files.isRegularFile(folder.resolve(jar.name())))) return;
        Files.createDirectories(folder.getParent());
        Path part = Files.createTempDirectory(folder.getParent(), ".laying-");
        for (Jar jar : jars) {
            try (InputStream in = jar.source().open()) {
                Files.copy(in, part.resolve(jar.name()));
            }
        }
        if (Files.exists(folder)) refill(part);
        else move(part);
    }

    private void move(Path part) throws IOException {
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another node laid the same content in the meantime.
            refill(part);
        }
    }

    private void refill(Path part) throws IOException {
        for (Jar jar : jars) {
            if (Files.exists(folder.resolve(jar.name()))) Files.delete(part.resolve(jar.name()));
            else Files.move(part.resolve(jar.name()), folder.resolve(jar.name()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.delete(part);
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
