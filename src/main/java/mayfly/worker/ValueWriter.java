package mayfly.worker;

import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Values of outputs to JSON, without databind as long as they are plain: text, numbers, truth values, lists, maps and records of these. A value that holds anything else, an
 * annotated record, say, is left to databind whole.
 */
final class ValueWriter {
    private ValueWriter() { }

    /** Says that this is one for databind. Without a trace: it is no fault. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit() {
            super(null, null, false, false);
        }
    }

    /** @return false when it is one for databind; what the file holds then is to be written again */
    static boolean write(Path file, Object value) throws IOException {
        try (Writer text = Files.newBufferedWriter(file)) {
            return write(text, value);
        }
    }

    /** @return as above */
    static boolean write(Writer text, Object value) throws IOException {
        try {
            write(new JsonText(text), value);
            return true;
        } catch (Unfit | ReflectiveOperationException e) {
            return false;
        }
    }

    private static void write(JsonText out, Object value) throws Unfit, IOException, ReflectiveOperationException {
        if (value == null || value instanceof String) out.value((String) value);
        else if (value instanceof Boolean truth) out.raw(truth.toString());
        else if (value instanceof Number number) number(out, number);
        else if (value instanceof Iterable<?> list) list(out, list);
        else if (value instanceof Map<?, ?> map) map(out, map);
        else if (value instanceof Record record) record(out, record);
        else throw new Unfit();
    }

    /** What is no number to JSON (not a number, infinite) is written as text, as databind does. */
    private static void number(JsonText out, Number value) throws Unfit, IOException {
        if (value instanceof Long || value instanceof Integer) out.raw(value.toString());
        else if (value instanceof Double d) finite(out, d, !d.isNaN() && !d.isInfinite());
        else throw new Unfit();
    }

    private static void finite(JsonText out, Double value, boolean finite) throws IOException {
        if (finite) out.raw(value.toString());
        else out.value(value.toString());
    }

    private static void list(JsonText out, Iterable<?> values) throws Unfit, IOException, ReflectiveOperationException {
        // A path is a sequence of its parts to Java, and a text to everybody else.
        if (values instanceof Path) throw new Unfit();
        out.begin('[');
        for (Object value : values) write(out, value);
        out.end(']');
    }

    private static void map(JsonText out, Map<?, ?> values) throws Unfit, IOException, ReflectiveOperationException {
        out.begin('{');
        for (Map.Entry<?, ?> e : values.entrySet()) {
            if (!(e.getKey() instanceof String name)) throw new Unfit();
            out.name(name);
            write(out, e.getValue());
        }
        out.end('}');
    }

    private static void record(JsonText out, Record record) throws Unfit, IOException, ReflectiveOperationException {
        Class<?> type = record.getClass();
        if (type.getAnnotations().length > 0) throw new Unfit();
        for (Method m : type.getDeclaredMethods()) if (isForDatabind(m)) throw new Unfit();
        out.begin('{');
        for (RecordComponent c : type.getRecordComponents()) {
            out.name(c.getName());
            write(out, RecordParts.value(record, c));
        }
        out.end('}');
    }

    /** Annotated, or a getter that databind would show beside the components. */
    private static boolean isForDatabind(Method m) {
        return m.getAnnotations().length > 0 || m.getParameterCount() == 0 && (m.getName().startsWith("get") || m.getName().startsWith("is"));
    }
}
