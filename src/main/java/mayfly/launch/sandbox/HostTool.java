package mayfly.launch.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs that shut others in. Looked for where the system keeps its own, never on a path that somebody else may have set. */
enum HostTool {
    BWRAP("bwrap", "bubblewrap"), SETPRIV("setpriv", "util-linux"), PRLIMIT("prlimit", "util-linux"), NICE("nice", "coreutils"), ID("id", "coreutils");

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));
    private final String program;
    private final String from;

    HostTool(String program, String from) {
        this.program = program;
        this.from = from;
    }

    /** @throws NotPossible when it is not there */
    String path() {
        return FOLDERS.stream().map(f -> f.resolve(program)).filter(Files::isExecutable).findFirst().map(Path::toString)
                .orElseThrow(() -> new NotPossible("the program " + program + " is missing; install " + from));
    }
}
