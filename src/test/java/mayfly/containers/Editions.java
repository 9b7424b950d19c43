package mayfly.containers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The WAR as it was built, with one more jar and one more process in it, both of which say their edition: so every edition is another runtime. */
final class Editions {
    private static final List<String> CLASSES = List.of("Edition", "Edition$In", "Edition$Out", "Edition$Late");

    private Editions() { }

    /** @return a WAR in that folder */
    static Path make(Path folder, String number) throws IOException {
        Path war = folder.resolve("edition-" + number + ".war");
        try (var built = new ZipFile(Container.WAR.toFile()); var out = new ZipOutputStream(Files.newOutputStream(war))) {
            out.setLevel(1);
            for (Enumeration<? extends ZipEntry> all = built.entries(); all.hasMoreElements(); ) {
                ZipEntry one = all.nextElement();
                add(out, one.getName(), built.getInputStream(one).readAllBytes());
            }
            add(out, "WEB-INF/lib/edition.jar", jar(number));
            add(out, "WEB-INF/etc/processes/edition.yaml", description(number).getBytes(StandardCharsets.UTF_8));
        }
        return war;
    }

    private static byte[] jar(String number) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (String name : CLASSES) {
                try (InputStream in = Editions.class.getResourceAsStream(name + ".class")) {
                    add(out, "mayfly/containers/" + name + ".class", in.readAllBytes());
                }
            }
            add(out, "mayfly/containers/edition.txt", number.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String description(String number) {
        return """
                id: edition
                version: %s.0.0
                title: Edition
                inputs:
                  until: {title: File to wait for, minOccurs: 0, schema: {type: string, default: ""}}
                  fails: {title: Attempts that fail, minOccurs: 0, schema: {type: integer, default: 0}}
                outputs:
                  edition: {title: Edition, schema: {type: string}}
                run: {java: mayfly.containers.Edition}
                limits: {soft: 10min, hard: 11min, memory: 64MiB}
                retry: {attempts: 3, delay: 1h, most: 1h, jitter: 0}
                """.formatted(number);
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
