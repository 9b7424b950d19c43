package mayfly.worker;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes apart what a computation returned: a record of its outputs, or a map of them. */
final class RecordParts {
    private RecordParts() { }

    /** Outputs by id, in order. @throws IOException when it is neither a record nor a map */
    static Map<String, Object> of(Object result) throws IOException {
        var out = new LinkedHashMap<String, Object>();
        if (result instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> e : map.entrySet()) out.put(e.getKey().toString(), e.getValue());
        } else if (result instanceof Record record) {
            for (RecordComponent c : record.getClass().getRecordComponents()) out.put(c.getName(), part(record, c));
        } else if (result != null) {
            throw new IOException("a computation returns a record or a Map of its outputs, not " + result.getClass().getName());
        }
        return out;
    }

    private static Object part(Record record, RecordComponent c) throws IOException {
        try {
            return value(record, c);
        } catch (ReflectiveOperationException e) {
            throw new IOException("cannot read output " + c.getName(), e);
        }
    }

    static Object value(Record record, RecordComponent c) throws ReflectiveOperationException {
        Method accessor = c.getAccessor();
        accessor.setAccessible(true);
        return accessor.invoke(record);
    }
}
