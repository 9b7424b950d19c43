package mayfly.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Values of outputs to JSON, without databind as long as they are plain: text, numbers, truth values, lists, maps and records of these. A value that holds anything else, an
 * annotated record, say, is left to databind whole.
 */
final class ValueWriter {
    private final JsonFactory json;

    ValueWriter(JsonFactory json) {
        this.json = json;
    }

    /** Says that this is one for databind. Without a trace: it is no fault. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit() {
            super(null, null, false, false);
        }
    }

    /** @return false when it is one for databind; what the file holds then is to be written again */
    boolean write(Path file, Object value) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
            try {
                write(generator, value);
                return true;
            } catch (Unfit | ReflectiveOperationException e) {
                return false;
            }
        }
    }

    private static void write(JsonGenerator out, Object value) throws Unfit, ReflectiveOperationException {
        if (value == null) out.writeNull();
        else if (value instanceof String text) out.writeString(text);
        else if (value instanceof Boolean truth) out.writeBoolean(truth);
        else if (value instanceof Number number) number(out, number);
        else if (value instanceof Iterable<?> list) list(out, list);
        else if (value instanceof Map<?, ?> map) map(out, map);
        else if (value instanceof Record record) record(out, record);
        else throw new Unfit();
    }

    private static void number(JsonGenerator out, Number value) throws Unfit {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) out.writeNumber(value.longValue());
        else if (value instanceof Double d) out.writeNumber(d);
        else if (value instanceof Float f) out.writeNumber(f);
        else if (value instanceof BigDecimal d) out.writeNumber(d);
        else if (value instanceof BigInteger i) out.writeNumber(i);
        else throw new Unfit();
    }

    private static void list(JsonGenerator out, Iterable<?> values) throws Unfit, ReflectiveOperationException {
        // A path is a sequence of its parts to Java, and a text to everybody else.
        if (values instanceof Path) throw new Unfit();
        out.writeStartArray();
        for (Object value : values) write(out, value);
        out.writeEndArray();
    }

    private static void map(JsonGenerator out, Map<?, ?> values) throws Unfit, ReflectiveOperationException {
        out.writeStartObject();
        for (Map.Entry<?, ?> e : values.entrySet()) {
            if (!(e.getKey() instanceof String name)) throw new Unfit();
            out.writeName(name);
            write(out, e.getValue());
        }
        out.writeEndObject();
    }

    private static void record(JsonGenerator out, Record record) throws Unfit, ReflectiveOperationException {
        Class<?> type = record.getClass();
        if (type.getAnnotations().length > 0) throw new Unfit();
        for (Method m : type.getDeclaredMethods()) if (isForDatabind(m)) throw new Unfit();
        out.writeStartObject();
        for (RecordComponent c : type.getRecordComponents()) {
            out.writeName(c.getName());
            write(out, RecordParts.value(record, c));
        }
        out.writeEndObject();
    }

    /** Annotated, or a getter that databind would show beside the components. */
    private static boolean isForDatabind(Method m) {
        return m.getAnnotations().length > 0 || m.getParameterCount() == 0 && (m.getName().startsWith("get") || m.getName().startsWith("is"));
    }
}
