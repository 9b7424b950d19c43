package mayfly.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mayfly.job.JobRecord;
import mayfly.job.RunFolder;
import mayfly.store.ScriptNames;
import mayfly.worker.Order;

/** Lays what a worker finds in the folder of its attempt: links to the input files, the values of the inputs, the order. */
final class RunFolders {
    private RunFolders() { }

    /**
     * @param at     where to lay it: the attempt's folder, or one that is about to become it
     * @param cookie of the worker, where it is not that of the attempt; else empty
     * @param group  folder of its control group; empty = none
     */
    static void lay(Launch launch, Path at, String cookie, String group) throws IOException {
        RunFolder folder = launch.folder();
        Path inputs = Files.createDirectories(at.resolve(folder.inputs().getFileName()));
        Path originals = RunFolder.originals(folder.home(), folder.job());
        if (Files.isDirectory(originals)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(originals)) {
                for (Path file : files) link(inputs.resolve(file.getFileName()), file);
            }
        }
        Files.writeString(at.resolve(folder.values().getFileName()), launch.job().inputs());
        order(launch, cookie, group).write(at.resolve(folder.order().getFileName()));
    }

    private static Order order(Launch launch, String cookie, String group) {
        JobRecord job = launch.job();
        return new Order(launch.folder(), launch.connection(), launch.lease(), launch.computation(), job.limits(), job.worker().host(), ScriptNames.current(), job.retries().policy().text(),
                job.retries().crashes(), cookie, group);
    }

    private static void link(Path link, Path file) throws IOException {
        if (Files.exists(link)) return;
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, link);
        }
    }
}
