package mayfly.worker;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import mayfly.job.RunFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Finds a computation, binds its inputs, runs it, and takes its outputs apart. */
final class ComputationRunner {
    private final RunFolder folder;
    private final Job job;

    ComputationRunner(RunFolder folder, Job job) {
        this.folder = folder;
        this.job = job;
    }

    /** @return the outputs as {@link Outputs} describes them */
    String run(String name) throws Exception {
        Computation<Object, Object> computation = find(name);
        JsonMapper mapper = Binding.mapper(folder.inputs());
        Object inputs = bind(mapper, computation);
        Object result = computation.run(inputs, job);
        // A soft limit that came while it returned must not break the writing of its outputs: an interrupted thread's files are closed.
        Thread.interrupted();
        return new Outputs(folder, mapper).write(parts(result));
    }

    @SuppressWarnings("unchecked")
    private static Computation<Object, Object> find(String name) {
        return ServiceLoader.load(Computation.class).stream().filter(p -> p.type().getName().equals(name)).findFirst()
                .map(p -> (Computation<Object, Object>) p.get())
                .orElseThrow(() -> new IllegalStateException("no computation " + name + " is listed in META-INF/services/" + Computation.class.getName()));
    }

    private Object bind(JsonMapper mapper, Computation<?, ?> computation) throws InputException {
        JavaType type = mapper.getTypeFactory().constructType(computation.getClass()).findTypeParameters(Computation.class)[0];
        try {
            return mapper.readValue(folder.values().toFile(), type);
        } catch (JacksonException e) {
            throw new InputException("The inputs do not fit the computation: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Object> parts(Object result) throws IOException {
        var out = new LinkedHashMap<String, Object>();
        if (result instanceof Map<?, ?> map) {
            map.forEach((id, value) -> out.put(id.toString(), value));
        } else if (result instanceof Record) {
            for (RecordComponent c : result.getClass().getRecordComponents()) out.put(c.getName(), part(result, c));
        } else if (result != null) {
            throw new IOException("a computation returns a record or a Map of its outputs, not " + result.getClass().getName());
        }
        return out;
    }

    private static Object part(Object result, RecordComponent c) throws IOException {
        try {
            c.getAccessor().setAccessible(true);
            return c.getAccessor().invoke(result);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IOException("cannot read output " + c.getName(), e);
        }
    }
}
