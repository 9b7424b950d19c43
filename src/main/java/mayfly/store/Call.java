package mayfly.store;

import java.util.List;

/** One run of a script. */
record Call(Script script, List<String> args) { }
