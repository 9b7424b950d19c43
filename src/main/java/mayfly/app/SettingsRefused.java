package mayfly.app;

import java.util.List;

/** Settings that Mayfly does not start with; its message has a line for each fault. */
public final class SettingsRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SettingsRefused(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
