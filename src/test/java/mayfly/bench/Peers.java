package mayfly.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Other programs that describe a table, as far as they are there: DuckDB's SUMMARIZE, pandas' describe, Miller's summary. */
final class Peers {
    private static final Path DUCKDB = Path.of("target/bench/duckdb").toAbsolutePath();
    private static final String SUMMARIZE = """
            import { DuckDBInstance } from '@duckdb/node-api';
            const connection = await (await DuckDBInstance.create()).connect();
            const columns = await connection.runAndReadAll("SUMMARIZE SELECT * FROM read_csv('" + process.argv[2] + "')");
            console.log(columns.getRows().length);
            """;
    private static final String DESCRIBE = "import sys, pandas; print(pandas.read_csv(sys.argv[1]).describe(include='all'))";

    private static final String MILLER = "Miller summary";

    private final Map<String, List<String>> there = new LinkedHashMap<>();
    private final StringBuilder missing = new StringBuilder();

    private Peers() { }

    static Peers find() throws IOException, InterruptedException {
        var peers = new Peers();
        Path script = Files.writeString(Files.createDirectories(DUCKDB).resolve("summarize.mjs"), SUMMARIZE);
        peers.take("DuckDB SUMMARIZE", List.of("node", "-e", "await import('" + DUCKDB + "/node_modules/@duckdb/node-api/lib/index.js')"), List.of("node", script.toString()));
        peers.take("pandas describe", List.of("python3", "-c", "import pandas"), List.of("python3", "-c", DESCRIBE));
        peers.take(MILLER, List.of("mlr", "--version"), List.of("mlr", "--icsv", "--ojson", "summary"));
        return peers;
    }

    private void take(String name, List<String> probe, List<String> command) throws InterruptedException {
        try {
            Child.run(probe);
            there.put(name, command);
        } catch (IOException e) {
            missing.append(missing.isEmpty() ? "Not there, so not measured: " : ", ").append(name);
        }
    }

    /** Commands by name; the table's path is to be added to each. Miller keeps the values: 1 GB would ask for more memory than most machines have. */
    Map<String, List<String>> upTo(int megabytes) {
        var fit = new LinkedHashMap<>(there);
        if (megabytes > 100) fit.remove(MILLER);
        return fit;
    }

    /** Which ones are not there, in words; empty when all are. */
    String missing() {
        return missing.toString();
    }
}
