package mayfly.launch;

import java.util.List;

/** A jar is no plug-in that could be offered. */
final class PluginRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> reasons;

    /** @param reasons in words, at least one */
    PluginRefused(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    List<String> reasons() {
        return reasons;
    }
}
