package mayfly.web;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Reads one value of the records of one class: a component, or what another public method without arguments returns.
 *
 * @param method null where the class has none of that name
 */
record RecordReader(Class<?> type, MethodHandle method) {
    private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
    private static final MethodType ANY = MethodType.methodType(Object.class, Object.class);

    static RecordReader of(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name.endsWith("()") ? name.substring(0, name.length() - 2) : name);
            // What every object has is left to the expression language, which guards it.
            if (method.getDeclaringClass() != type || method.getReturnType() == void.class || Modifier.isStatic(method.getModifiers())) return new RecordReader(type, null);
            return new RecordReader(type, HERE.unreflect(method).asType(ANY));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return new RecordReader(type, null);
        }
    }

    /** The value, or {@link PlainPath#UNFORESEEN} where it cannot be read so; what the method throws is thrown on. */
    Object read(Object target) {
        if (method == null) return PlainPath.UNFORESEEN;
        try {
            return (Object) method.invokeExact(target);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
