package mayfly.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code that workers run: a copy of the deployment's jars in {@code <home>/runtime/<hash>/}, named by its content. A redeploy lays a new folder and leaves the old one
 * to the workers that run from it, so that no class is ever pulled from under a running job. What lies there is compared with the deployment at the start, byte by byte, and
 * by size and time before each launch: whatever somebody has changed there is put right before a worker could run it.
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
    private final Map<String, Stamp> stamps = new HashMap<>();

    /**
     * @param home  of the deployment
     * @param jars  what the worker needs, in the order of the class path
     * @param other what lies beside them: descriptions, samples, templates
     */
    public RuntimeFolder(Path home, List<Part> jars, List<Part> other) throws IOException {
        this.jars = List.copyOf(jars);
        this.parts = Stream.concat(jars.stream(), other.stream()).toList();
        Map<String, String> digests = new LinkedHashMap<>();
        for (Part part : parts) digests.put(part.name(), digest(part.source().open()));
        this.folder = home.resolve("runtime").resolve(digest(digests.toString()).substring(0, 20));
        if (!isLaid(digests)) lay();
        remember();
    }

    private static String digest(InputStream bytes) throws IOException {
        MessageDigest digest = sha256();
        try (var in = new DigestInputStream(bytes, digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isLaid(Map<String, String> digests) throws IOException {
        for (Part part : parts) {
            Path file = folder.resolve(part.name());
            if (!Files.isRegularFile(file) || !digest(Files.newInputStream(file)).equals(digests.get(part.name()))) return false;
        }
        return true;
    }

    /**
     * Lays the folder again if it is not there, not whole, or not as it was laid: somebody may have tidied it away, or put another jar in the place of one.
     *
     * @return whether it had to be laid again
     */
    public synchronized boolean ensure() throws IOException {
        if (parts.stream().allMatch(part -> Stamp.of(folder.resolve(part.name())).equals(stamps.get(part.name())))) return false;
        lay();
        remember();
        return true;
    }

    private void remember() {
        for (Part part : parts) stamps.put(part.name(), Stamp.of(folder.resolve(part.name())));
    }

    private void lay() throws IOException {
        Files.createDirectories(folder.getParent());
        Path laying = Files.createTempDirectory(folder.getParent(), ".laying-");
        for (Part part : parts) {
            Files.createDirectories(laying.resolve(part.name()).getParent());
            try (InputStream in = part.source().open()) {
                Files.copy(in, laying.resolve(part.name()));
            }
            letRun(laying.resolve(part.name()));
        }
        if (Files.exists(folder)) refill(laying);
        else move(laying);
    }

    /** A script beside a description: an archive does not say who may execute what is in it. */
    private static void letRun(Path file) throws IOException {
        if (file.toString().endsWith(".jar")) return;
        try (InputStream in = Files.newInputStream(file)) {
            if (in.read() == '#' && in.read() == '!' && !file.toFile().setExecutable(true, false)) throw new IOException(file + " cannot be made executable");
        }
    }

    private void move(Path laying) throws IOException {
        try {
            Files.move(laying, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another node laid the same content in the meantime.
            refill(laying);
        }
    }

    /** Each file is moved in whole; workers that run from the folder notice nothing. An archive that was made from what lay here before is not trusted. */
    private void refill(Path laying) throws IOException {
        ClassArchive.forget(folder);
        for (Part part : parts) {
            Path file = folder.resolve(part.name());
            Files.createDirectories(file.getParent());
            Files.move(laying.resolve(part.name()), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Trees.delete(laying);
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
