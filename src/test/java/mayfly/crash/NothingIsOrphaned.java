package mayfly.crash;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mayfly.testing.Indexes;

/** Whatever is in Redis or in the home belongs to a job that somebody knows of, and everything that a job needs is there. */
final class NothingIsOrphaned implements Promise {
    @Override
    public String words() {
        return "no key and no file is orphaned, and no job lacks any";
    }

    @Override
    public List<String> breaches(Evidence e) throws IOException {
        var out = new ArrayList<>(Indexes.faults(e.redis()));
        Map<String, Sent> known = e.acknowledged();
        for (String id : e.redis().jobs().keySet()) if (!known.containsKey(id)) out.add(id + ": a job that no client knows");
        if (!e.redis().set("mayfly:endings").isEmpty()) out.add("attempts that nobody has buried: " + e.redis().set("mayfly:endings").keySet());
        folders(e, out);
        for (String id : e.redis().jobs().keySet()) {
            int attempt = Integer.parseInt(e.record(id).get("attempt"));
            if (e.record(id).get("state").equals("SUCCESSFUL") && !Files.isDirectory(e.folder(id).resolve("" + attempt).resolve("outputs"))) out.add(id + ": is SUCCESSFUL, and its outputs are gone");
        }
        return out;
    }

    /** A folder has a record; or its job was removed and a crash came between, or its submission never became one: these the sweeper finds when they are an hour old. */
    private static void folders(Evidence e, List<String> out) throws IOException {
        Path jobs = e.home().resolve("jobs");
        if (!Files.isDirectory(jobs)) return;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(jobs)) {
            for (Path folder : all) {
                String id = folder.getFileName().toString();
                if (e.record(id) == null && e.gone(id) == null && hasRun(folder)) out.add(id + ": a folder of attempts without a job");
            }
        }
    }

    private static boolean hasRun(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(f -> !f.getFileName().toString().equals("inputs"));
        }
    }
}
