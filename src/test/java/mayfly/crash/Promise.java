package mayfly.crash;

import java.util.List;

/** One thing that may never be otherwise, whatever was killed. */
interface Promise {
    /** In words, as a person would be told. */
    String words();

    /** A line for each breach; empty when it was kept. */
    List<String> breaches(Evidence e) throws Exception;
}
