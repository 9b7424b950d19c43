package mayfly.worker;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;
import mayfly.job.RunFolder;
import mayfly.worker.command.ProgramRun;

/** Finds a computation, or the program that stands in its place, binds its inputs, runs it, and takes its outputs apart. */
final class ComputationRunner {
    private final RunFolder folder;
    private final Job job;

    ComputationRunner(RunFolder folder, Job job) {
        this.folder = folder;
        this.job = job;
    }

    /** @return the outputs as {@link Outputs} describes them */
    String run(String name) throws Exception {
        if (name.isEmpty()) return new Outputs(folder).write(ProgramRun.run(folder, job));
        return outputs(result(Computations.find(name)));
    }

    /** What the computation makes of the inputs in the folder. */
    Object result(Computation<Object, Object> computation) throws Exception {
        return computation.run(inputs(computation), job);
    }

    /** @return the outputs as {@link Outputs} describes them */
    String outputs(Object result) throws IOException {
        // A soft limit that came while it returned must not break the writing of its outputs: an interrupted thread's files are closed.
        Thread.interrupted();
        return new Outputs(folder).write(RecordParts.of(result));
    }

    private Object inputs(Computation<?, ?> computation) throws InputException {
        Optional<Object> read = new RecordReader(folder.inputs()).read(folder.values(), type(computation));
        return read.isPresent() ? read.get() : Binding.read(folder, computation);
    }

    /** Of the inputs, as its {@code run} declares them; Object where that is not told so simply. */
    private static Class<?> type(Computation<?, ?> computation) {
        for (Method m : computation.getClass().getDeclaredMethods()) {
            if (m.getName().equals("run") && m.getParameterCount() == 2 && m.getParameterTypes()[1] == Job.class && !m.isBridge()) return m.getParameterTypes()[0];
        }
        return Object.class;
    }
}
