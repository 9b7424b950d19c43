package mayfly.worker.samples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mayfly.worker.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.FileTemplateResolver;
import tools.jackson.databind.ObjectMapper;

class ResultsTemplateTest {
    @TempDir
    Path folder;

    @Test
    void showsTheSample() throws Exception {
        String page = render(Path.of("etc/samples/weather.csv"), "reading");
        assertTrue(page.contains("<dd>400</dd>"), page);
        assertTrue(page.contains("the key is that of row 239"), page);
        assertTrue(page.contains("aria-label=\"temperature (°C): 20 bars from"), page);
        assertTrue(page.contains("href=\"/files/histograms.svg\""), page);
        assertTrue(page.contains("<rect class=\"c1\" x=\"7.6\""), page);
        assertFalse(page.contains("th:"), page);
        assertFalse(page.contains("style="), page);
    }

    @Test
    void markupInTheTableIsText() throws Exception {
        Path table = Files.writeString(folder.resolve("x.csv"), "<script>alert(1)</script>,\"\"\"><img src=x>\"\n1,<b>x</b>\n2,<b>x</b>\nthree,'\"<i>,<u>\n"
                + "3,\n".repeat(20));
        String page = render(table, null);
        assertFalse(page.contains("<script") || page.contains("<img") || page.contains("<b>") || page.contains("<i>") || page.contains("<u>"), page);
        assertTrue(page.contains("&lt;script&gt;"), page);
    }

    @Test
    void showsATableWithoutRows() throws Exception {
        String page = render(Files.writeString(folder.resolve("x.csv"), "a,b\n"), null);
        assertTrue(page.contains("The table has a header and no rows."), page);
        assertTrue(page.contains("no values"), page);
    }

    private String render(Path table, String key) throws Exception {
        TableProfile.Outputs out = new TableProfile().run(new TableProfile.Inputs(new InputFile(table, table.getFileName().toString(), 1, "text/csv"),
                null, null, null, null, null, key, null, null), new InMemoryJob(folder));
        ObjectMapper json = new ObjectMapper();
        Map<?, ?> profile = json.readValue(json.writeValueAsString(out.profile()), Map.class);
        FileTemplateResolver files = new FileTemplateResolver();
        files.setPrefix("etc/processes/");
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolver(files);
        Context context = new Context(Locale.GERMANY, Map.of("out", Map.of("profile", profile, "faulty", file("faulty-rows.csv"),
                "histograms", file("histograms.svg"), "columns", file("columns.csv"))));
        String page = engine.process("table-profile.html", Set.of("results"), context);
        Files.writeString(folder.resolve("page.html"), page);
        if (System.getProperty("page") != null) Files.writeString(Path.of(System.getProperty("page")), page);
        return page;
    }

    private static Map<String, Object> file(String name) {
        return Map.of("name", name, "size", 1, "mediaType", "text/plain", "href", "/files/" + name);
    }
}
