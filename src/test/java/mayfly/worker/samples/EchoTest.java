package mayfly.worker.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mayfly.worker.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class EchoTest {
    @TempDir
    Path folder;

    @Test
    void returnsEveryKindOfInput() throws Exception {
        Path path = Files.writeString(folder.resolve("f"), "abc");
        InputFile file = new InputFile(path, "../a \"b\".txt", 3, "text/plain");
        Echo.Inputs in = new Echo.Inputs("<b>", "a\nb", 42L, .5, true, "small", "red", "dark", "2026-11-21", List.of("x", "y"), file, List.of(file, file), "2026-11-21T09:30:00Z",
                new Echo.Box(List.of(7.5, 47.5, 8.0, 48.0), null), new Echo.Measure(3.5, "m"), List.of(1.0, 2.5), Map.of("deep", List.of(Map.of("a", 1))));
        JsonNode echo = new ObjectMapper().valueToTree(new Echo().run(in, new InMemoryJob(folder))).path("echo");
        assertEquals(17, echo.size());
        assertEquals("[7.5,47.5,8.0,48.0]", echo.path("box").path("bbox").toString());
        assertEquals("m", echo.path("measure").path("uom").asString());
        assertEquals("{\"deep\":[{\"a\":1}]}", echo.path("object").toString());
        assertEquals("<b>", echo.path("text").asString());
        assertEquals(.5, echo.path("number").asDouble());
        assertEquals("y", echo.path("words").path(1).asString());
        assertEquals("../a \"b\".txt", echo.path("file").path("name").asString());
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", echo.path("files").path(1).path("sha256").asString());
    }

    @Test
    void whatWasLeftOutIsMissing() throws Exception {
        Echo.Inputs in = new Echo.Inputs("a", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        assertEquals(Map.of("text", "a"), new Echo().run(in, new InMemoryJob(folder)).echo());
    }
}
