package mayfly.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final String FILES = "inputs: {files: {maxOccurs: 9, schema: {type: string, format: binary}}}\n";

    private static List<String> arguments(String command, String inputs) {
        return Descriptions.program(command, FILES).run().command().line().arguments(Descriptions.json(inputs), file -> "inputs/" + file);
    }

    @Test
    void aFileIsGivenByItsPathAndByTheNameOfItsSender() {
        assertEquals(List.of("pack", "inputs/files-1", "a b.txt", "inputs/files-2", "ä$(x).txt"), arguments("[pack, [\"{files}\", \"{files.name}\"]]",
                "{\"files\": [{\"file\": \"files-1\", \"name\": \"a b.txt\"}, {\"file\": \"files-2\", \"name\": \"ä$(x).txt\"}]}"));
    }

    @Test
    void aNameIsNeitherAnOptionNorAWayOut() {
        String[][] cases = {{"../../etc/passwd", "passwd"}, {"C:\\\\temp\\\\x.txt", "x.txt"}, {"-rf", "_rf"}, {".bashrc", "_bashrc"}, {"a\\nb\\u0000c", "a_b_c"}, {"..", "_."}, {"", "files-1"}, {"x/", "files-1"}};
        for (String[] c : cases) assertEquals(List.of("pack", c[1]), arguments("[pack, \"{files.name}\"]", "{\"files\": [{\"file\": \"files-1\", \"name\": \"" + c[0] + "\"}]}"));
    }
}
