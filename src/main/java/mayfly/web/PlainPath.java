package mayfly.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.thymeleaf.context.IContext;

/**
 * A variable and the names that lead on from it: {@code page.now.headline}, at its end perhaps {@code isEmpty()} or {@code size()}. Reads components and other bare
 * methods of records, entries of maps, and those two questions of texts, collections and maps. Nothing else is reachable by it.
 */
final class PlainPath {
    /** What {@link #read} returns where it cannot tell: a null on the way, a name that is not there, any other kind of object. */
    static final Object UNFORESEEN = new Object();
    private static final Pattern FORM = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*(?:\\.(?:isEmpty|size)\\(\\))?");
    /** Literals of the expression language, and the one variable that it guards. */
    private static final Set<String> NOT_VARIABLES = Set.of("true", "false", "null", "this", "param");
    /** Names that stand for something else than an entry when a map is asked. */
    private static final Set<String> OF_MAPS = Set.of("size", "keys", "keySet", "values", "isEmpty");

    private final String variable;
    private final List<Step> steps;

    private PlainPath(String variable, List<Step> steps) {
        this.variable = variable;
        this.steps = steps;
    }

    /** One name; knows how to read it from the class that it met last. */
    private static final class Step {
        private final String name;
        private volatile RecordReader reader;

        Step(String name) {
            this.name = name;
        }

        Object of(Object target) {
            if (target instanceof Record) return component(target);
            if (name.equals("isEmpty()")) return isEmpty(target);
            if (name.equals("size()")) return target instanceof Collection<?> c ? (Object) c.size() : target instanceof Map<?, ?> m ? (Object) m.size() : UNFORESEEN;
            return target instanceof Map<?, ?> map && !OF_MAPS.contains(name) ? map.get(name) : UNFORESEEN;
        }

        private Object component(Object target) {
            RecordReader known = reader;
            if (known == null || known.type() != target.getClass()) reader = known = RecordReader.of(target.getClass(), name);
            return known.read(target);
        }

        private static Object isEmpty(Object target) {
            if (target instanceof String s) return s.isEmpty();
            if (target instanceof Collection<?> c) return c.isEmpty();
            return target instanceof Map<?, ?> m ? (Object) m.isEmpty() : UNFORESEEN;
        }
    }

    /** Null when the expression is none. */
    static PlainPath compile(String expression) {
        String text = expression.strip();
        if (!FORM.matcher(text).matches()) return null;
        String[] names = text.split("\\.");
        if (NOT_VARIABLES.contains(names[0]) || names[0].endsWith("()")) return null;
        var steps = new ArrayList<Step>();
        for (int i = 1; i < names.length; i++) steps.add(new Step(names[i]));
        return new PlainPath(names[0], List.copyOf(steps));
    }

    /** The value, which may be null, or {@link #UNFORESEEN}. */
    Object read(IContext context) {
        Object value = context.getVariable(variable);
        for (int i = 0; i < steps.size() && value != UNFORESEEN; i++) value = value == null ? UNFORESEEN : steps.get(i).of(value);
        return value;
    }
}
