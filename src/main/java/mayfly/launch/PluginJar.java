package mayfly.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Copies a plug-in's jar, checks the copy, never the original, which may change meanwhile, and unpacks its descriptions beside it. No class of it is loaded. */
final class PluginJar implements AutoCloseable {
    private static final String SERVICES = "META-INF/services/mayfly.worker.Computation";
    /** It is whole, and has not just been written by somebody who may still be writing: the catalog takes it at once. */
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);
    private final PluginCopy laid;
    private final String hash;
    private final ZipFile zip;

    private PluginJar(PluginCopy laid, String hash) throws IOException {
        this.laid = laid;
        this.hash = hash;
        this.zip = new ZipFile(laid.jar().toFile());
    }

    /** @param laying an empty folder; what lies in it when this fails is the caller's to delete */
    static PluginJar read(Path jar, Path laying) throws IOException, PluginRefused {
        var laid = new PluginCopy(laying);
        String hash = copy(jar, laid.jar());
        try {
            return new PluginJar(laid, hash);
        } catch (ZipException e) {
            throw new PluginRefused(List.of("it is no jar, or has not been copied whole (" + e.getMessage() + ")"));
        }
    }

    private static String copy(Path from, Path to) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(from), MessageDigest.getInstance("SHA-256"))) {
            Files.copy(in, to);
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of its content. */
    String hash() {
        return hash;
    }

    /** Reads every byte of it, which finds what is damaged. @throws PluginRefused when a part of it is, or would lie elsewhere */
    void unpack() throws IOException, PluginRefused {
        Path root = Files.createDirectories(laid.descriptions());
        for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
            boolean wanted = entry.getName().startsWith(PluginCopy.DESCRIPTIONS);
            Path file = laid.folder().resolve(entry.getName()).normalize();
            if (wanted && !file.startsWith(root)) throw new PluginRefused(List.of("its part “" + entry.getName() + "” would lie outside its folder"));
            if (wanted) Files.createDirectories(file.getParent());
            try (InputStream in = zip.getInputStream(entry); OutputStream out = wanted ? Files.newOutputStream(file) : OutputStream.nullOutputStream()) {
                in.transferTo(out);
                if (wanted) Files.setLastModifiedTime(file, LONG_AGO);
            } catch (ZipException e) {
                throw new PluginRefused(List.of("its part “" + entry.getName() + "” is damaged, or it has not been copied whole (" + e.getMessage() + ")"));
            }
        }
    }

    /** What keeps a process from being carried out by that class of it; null when nothing does. */
    String fault(String computation) throws IOException {
        ZipEntry entry = zip.getEntry(computation.replace('.', '/') + ".class");
        if (entry == null) return "it has no class " + computation;
        if (!listed().contains(computation)) return "its " + SERVICES + " does not list " + computation;
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] head = in.readNBytes(8);
            int release = head.length < 8 ? 0 : ((head[6] & 0xff) << 8 | head[7] & 0xff) - 44;
            if (release > Runtime.version().feature()) return computation + " is compiled for Java " + release + ", and workers run on Java " + Runtime.version().feature() + ": compile with --release 17";
        }
        return null;
    }

    private Set<String> listed() throws IOException {
        ZipEntry entry = zip.getEntry(SERVICES);
        if (entry == null) return Set.of();
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(l -> l.replaceAll("#.*", "").strip()).collect(Collectors.toSet());
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
