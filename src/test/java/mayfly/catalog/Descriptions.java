package mayfly.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Descriptions for tests, written as authors write them. */
final class Descriptions {
    static final JsonMapper JSON = new JsonMapper();

    private Descriptions() { }

    /** A process with these inputs; the text stands below {@code inputs:}, indented by two. */
    static ProcessDescription withInputs(String inputs) {
        return of("inputs:\n" + inputs.indent(2));
    }

    /** A program as a process. */
    static ProcessDescription program(String command, String more) {
        return of("{command: " + command + "}", more);
    }

    /** A process with these further lines. */
    static ProcessDescription of(String more) {
        return of("{java: a.B}", more);
    }

    private static ProcessDescription of(String run, String more) {
        try {
            Path folder = Files.createTempDirectory("mayfly-catalog-");
            Path file = Files.writeString(folder.resolve("p.yaml"), "id: p\ntitle: P\nrun: " + run + "\n" + more);
            Catalog catalog = Catalog.load(List.of(folder));
            Files.delete(file);
            Files.delete(folder);
            if (!catalog.rejected().isEmpty()) throw new AssertionError(catalog.rejected());
            return catalog.find("p").orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }
}
