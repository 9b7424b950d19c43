package mayfly.web;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import ognl.ObjectPropertyAccessor;
import ognl.OgnlException;
import ognl.OgnlRuntime;

/**
 * Reads components of records in template expressions by their accessors, found once for each class. Without it the expression language looks for a getter each time, in
 * vain, and the search takes more time than the rest of a page.
 */
final class RecordAccessor extends ObjectPropertyAccessor {
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            var out = new HashMap<String, Method>();
            for (RecordComponent c : type.getRecordComponents()) {
                c.getAccessor().setAccessible(true);
                out.put(c.getName(), c.getAccessor());
            }
            return out;
        }
    };

    private RecordAccessor() { }

    /** For all templates of this class loader. */
    static void install() {
        OgnlRuntime.setPropertyAccessor(Record.class, new RecordAccessor());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Object getProperty(Map context, Object target, Object name) throws OgnlException {
        Method accessor = ACCESSORS.get(target.getClass()).get(name.toString());
        if (accessor == null) return super.getProperty(context, target, name);
        try {
            return accessor.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new OgnlException(name.toString(), e);
        }
    }
}
