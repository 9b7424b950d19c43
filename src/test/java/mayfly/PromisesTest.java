package mayfly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published table of promises names only tests that exist, and every promise names one. */
class PromisesTest {
    private static final Path TABLE = Path.of("etc/docs/promises.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    @Test
    void everyPromiseNamesTestsThatExist() throws IOException {
        List<String> rows = rows();
        assertTrue(rows.size() > 30, "rows: " + rows.size());
        var faults = new ArrayList<String>();
        for (String row : rows) {
            List<MatchResult> tests = NAMED.matcher(row.substring(row.lastIndexOf('|', row.length() - 2))).results().toList();
            if (tests.isEmpty()) faults.add("no test: " + row);
            for (MatchResult test : tests) if (!exists(test.group(1), test.group(2))) faults.add("there is no test " + test.group() + ": " + row);
        }
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void aTestThatDoesNotExistIsNoticed() throws IOException {
        assertTrue(exists("PromisesTest", "everyPromiseNamesTestsThatExist"));
        assertTrue(!exists("PromisesTest", "everyPromiseIsKept") && !exists("NoSuchTest", "everyPromiseNamesTestsThatExist"));
    }

    private static List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        return lines.stream().filter(l -> l.startsWith("|") && !l.matches("\\|[ |-]*\\|") && lines.indexOf(l) + 1 < lines.size() && !lines.get(lines.indexOf(l) + 1).matches("\\|[ |-]*\\|")).toList();
    }

    private static boolean exists(String type, String method) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Optional<Path> file = files.filter(f -> f.getFileName().toString().equals(type + ".java")).findFirst();
            return file.isPresent() && Pattern.compile("void " + method + "\\(").matcher(Files.readString(file.get())).find();
        }
    }
}
