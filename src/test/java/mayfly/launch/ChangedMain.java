package mayfly.launch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import mayfly.launch.RuntimeFolder.Part;

/** The next version of the worker: its main class says something else. */
final class ChangedMain {
    private static final String CLASS = "mayfly/worker/Main.class";
    private static final String SOURCE = """
            package mayfly.worker;
            public final class Main {
                public static void main(String[] args) {
                    System.err.println("changed");
                    Runtime.getRuntime().halt(64);
                }
            }
            """;

    private ChangedMain() { }

    /** The same jars, the one with our classes changed and first. */
    static List<Part> in(List<Part> jars) throws IOException {
        var out = new ArrayList<Part>();
        for (Part jar : jars) {
            byte[] changed = changed(jar);
            if (changed != null) out.add(0, new Part(jar.name(), () -> new ByteArrayInputStream(changed)));
            else out.add(jar);
        }
        return out;
    }

    /** Null when the class is not in that jar. */
    private static byte[] changed(Part jar) throws IOException {
        var bytes = new ByteArrayOutputStream();
        boolean found = false;
        try (var in = new JarInputStream(jar.source().open()); var out = new JarOutputStream(bytes)) {
            for (JarEntry e = in.getNextJarEntry(); e != null; e = in.getNextJarEntry()) {
                out.putNextEntry(new JarEntry(e.getName()));
                if (e.getName().equals(CLASS)) out.write(compiled());
                else in.transferTo(out);
                found |= e.getName().equals(CLASS);
            }
        }
        return found ? bytes.toByteArray() : null;
    }

    private static byte[] compiled() throws IOException {
        Path folder = Files.createTempDirectory("changed");
        Path source = Files.writeString(folder.resolve("Main.java"), SOURCE);
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", "-d", folder.toString(), source.toString());
        if (code != 0) throw new IOException("javac says " + code);
        return Files.readAllBytes(folder.resolve(CLASS));
    }
}
