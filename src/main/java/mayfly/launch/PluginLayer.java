package mayfly.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mayfly.catalog.Catalog;
import mayfly.catalog.ProcessDescription;

/** Lays copies of plug-ins where workers and the catalog find them: whole or not at all, and only those of which every process could be offered. */
final class PluginLayer {
    private final Path copies;

    /** @param copies folder of all copies */
    PluginLayer(Path copies) {
        this.copies = copies;
    }

    /** @throws PluginRefused when it is no plug-in */
    PluginCopy lay(Path jar) throws IOException, PluginRefused {
        Files.createDirectories(copies);
        Path laying = Files.createTempDirectory(copies, ".laying-");
        try {
            String hash;
            try (PluginJar plugin = PluginJar.read(jar, laying)) {
                plugin.unpack();
                check(plugin, new PluginCopy(laying));
                hash = plugin.hash();
            }
            Path place = copies.resolve(name(jar) + "-" + hash);
            place(laying, place);
            return new PluginCopy(place);
        } finally {
            Trees.delete(laying);
        }
    }

    /** For people, who read it where a description is at fault. */
    private static String name(Path jar) {
        String name = jar.getFileName().toString().replaceAll("\\.jar$", "").replaceAll("[^0-9A-Za-z._-]", "_");
        return name.substring(0, Math.min(60, name.length()));
    }

    private static void check(PluginJar plugin, PluginCopy laid) throws IOException, PluginRefused {
        Catalog catalog = Catalog.load(List.of(laid.descriptions()));
        var faults = new ArrayList<String>();
        for (Catalog.Rejected r : catalog.rejected()) faults.add(laid.folder().relativize(r.file()) + (r.line() == 0 ? ": " : ":" + r.line() + ": ") + r.reason());
        for (ProcessDescription p : catalog.all()) {
            String fault = p.run().java() == null ? "a plug-in's process names one of its classes by “run: java”" : plugin.fault(p.run().java());
            if (fault != null) faults.add(laid.folder().relativize(p.source()) + ": " + fault);
        }
        if (faults.isEmpty() && catalog.all().isEmpty()) faults.add("it holds no process description, " + PluginCopy.DESCRIPTIONS + "*.yaml");
        if (!faults.isEmpty()) throw new PluginRefused(faults);
    }

    /** What lies there already has the same content, or had: it is put right file by file, of which workers that run from it notice nothing. */
    private static void place(Path laying, Path place) throws IOException {
        if (!Files.exists(place)) {
            try {
                Files.move(laying, place, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (IOException e) {
                // Another node laid it in the meantime.
                if (!Files.isDirectory(place)) throw e;
            }
        }
        try (Stream<Path> all = Files.walk(laying)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path there = place.resolve(laying.relativize(file));
                Files.createDirectories(there.getParent());
                Files.move(file, there, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
