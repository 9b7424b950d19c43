package mayfly.worker.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program itself, where what was started is only what closes its sandbox. That does not pass a request on: asked to end, it ends with all that is in it. */
final class InnerProcess {
    private InnerProcess() { }

    /** @param outer that was started; it is the program where the sandbox is not closed */
    static ProcessHandle of(Process outer, ProgramSandbox sandbox) {
        ProcessHandle handle = outer.toHandle();
        return sandbox.isClosed() ? handle.children().flatMap(ProcessHandle::children).filter(InnerProcess::isFirst).findFirst().orElse(handle) : handle;
    }

    /** Whether it is the first that was started in there, by the number that it has there: 1 is what buries the orphans. */
    private static boolean isFirst(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"), StandardCharsets.ISO_8859_1).stream().anyMatch(l -> l.startsWith("NSpid:") && l.endsWith("\t2"));
        } catch (IOException e) {
            return false;
        }
    }
}
