package mayfly.bench;

import java.util.List;

/** One benchmark: measures, and reports what it measured. */
interface Benchmark {
    /** @param arguments what stands after the benchmark's name on the command line */
    Report run(List<String> arguments) throws Exception;
}
