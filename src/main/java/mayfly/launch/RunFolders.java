package mayfly.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mayfly.catalog.Command;
import mayfly.job.JobRecord;
import mayfly.job.RunFolder;
import mayfly.store.ScriptNames;
import mayfly.worker.Order;
import mayfly.worker.command.ProgramOrder;
import mayfly.worker.command.ProgramSandbox;

/** Lays what a worker finds in the folder of its attempt: links to the input files and to the last checkpoint, the values of the inputs, the order. */
final class RunFolders {
    private RunFolders() { }

    /**
     * @param at     where to lay it: the attempt's folder, or one that is about to become it
     * @param cookie of the worker, where it is not that of the attempt; else empty
     * @param group  folder of its control group; empty = none
     * @param sandbox of the program, where it is one
     */
    static void lay(Launch launch, Path at, String cookie, String group, ProgramSandbox sandbox) throws IOException {
        RunFolder folder = launch.folder();
        Path inputs = Files.createDirectories(at.resolve(folder.inputs().getFileName()));
        Path originals = RunFolder.originals(folder.home(), folder.job());
        if (Files.isDirectory(originals)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(originals)) {
                for (Path file : files) link(inputs.resolve(file.getFileName()), file);
            }
        }
        Path checkpoint = lastCheckpoint(folder);
        if (checkpoint != null) link(at.resolve(folder.resume().getFileName()), checkpoint);
        Files.writeString(at.resolve(folder.values().getFileName()), launch.job().inputs());
        Command command = launch.process().run().command();
        if (!command.isNone()) ProgramOrders.of(command, launch.process().outputs(), launch.job().inputs(), sandbox).write(at.resolve(ProgramOrder.FILE));
        order(launch, cookie, group).write(at.resolve(folder.order().getFileName()));
    }

    private static Order order(Launch launch, String cookie, String group) {
        JobRecord job = launch.job();
        String computation = launch.process().run().java() == null ? "" : launch.process().run().java();
        return new Order(launch.folder(), launch.connection(), launch.lease(), computation, job.limits(), job.worker().host(), ScriptNames.current(), job.retries().policy().text(),
                job.retries().crashes(), cookie, group);
    }

    /** Of the newest attempt before that has one; null without any. The link keeps its bytes whatever becomes of that attempt's folder. */
    private static Path lastCheckpoint(RunFolder folder) {
        for (int attempt = folder.attempt() - 1; attempt > 0; attempt--) {
            Path checkpoint = new RunFolder(folder.home(), folder.job(), attempt).checkpoint();
            if (Files.exists(checkpoint)) return checkpoint;
        }
        return null;
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
