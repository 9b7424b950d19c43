package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The descriptions that the tutorial has its reader write. */
class TutorialTest {
    @TempDir
    Path folder;

    @Test
    void eachDescriptionOfTheTutorialIsTakenAsItStands() throws IOException {
        var found = Pattern.compile("cat > ~/my-processes/align\\.yaml <<'END'\n(.*?)END\n", Pattern.DOTALL).matcher(Files.readString(Path.of("etc/docs/tutorial.md")));
        Files.writeString(folder.resolve("reads.fasta"), ">a\nACGT\n");
        Files.writeString(folder.resolve("bank.fasta"), ">a\nACGT\n");
        int count = 0;
        for (; found.find(); count++) {
            Files.writeString(folder.resolve("align.yaml"), found.group(1));
            Catalog catalog = Catalog.load(List.of(folder));
            assertEquals(List.of(), catalog.rejected());
            assertTrue(catalog.find("align").isPresent());
        }
        assertEquals(2, count);
    }
}
