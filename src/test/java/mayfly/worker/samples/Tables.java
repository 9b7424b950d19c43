package mayfly.worker.samples;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mayfly.worker.InputFile;
import mayfly.worker.samples.table.ColumnProfile;
import mayfly.worker.samples.table.Profile;

/** Profiles small tables written in the test. */
final class Tables {
    private final Path folder;
    String delimiter;
    String encoding;
    String decimal;
    Boolean header;
    List<String> missing;
    String key;
    Integer bins;
    Integer faults;

    Tables(Path folder) {
        this.folder = folder;
    }

    Profile profile(String text) throws Exception {
        return profile(text, StandardCharsets.UTF_8);
    }

    Profile profile(String text, Charset charset) throws Exception {
        return profile(text.getBytes(charset));
    }

    Profile profile(byte[] bytes) throws Exception {
        return run(bytes, new InMemoryJob(folder)).profile();
    }

    TableProfile.Outputs run(byte[] bytes, InMemoryJob job) throws Exception {
        Path path = Files.write(folder.resolve("table"), bytes);
        return new TableProfile().run(new TableProfile.Inputs(new InputFile(path, "my table.csv", bytes.length, "text/csv"), delimiter, encoding,
                decimal, header, missing, key, bins, faults), job);
    }

    String output(String name) throws IOException {
        return Files.readString(folder.resolve("outputs").resolve(name));
    }

    static ColumnProfile column(Profile profile, String name) {
        return profile.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }
}
