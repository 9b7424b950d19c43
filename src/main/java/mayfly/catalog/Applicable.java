package mayfly.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/** Which inputs of a submission are asked for, by their {@link When}. What depends on an input that is not asked for is not asked for either. */
final class Applicable {
    private final Map<String, Input> declared;
    private final Function<String, JsonNode> values;
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param values of inputs by id, a default in the place of one that was not given; null = none */
    Applicable(Map<String, Input> declared, Function<String, JsonNode> values) {
        this.declared = declared;
        this.values = values;
    }

    /** @param id of a declared input */
    boolean is(String id) {
        When when = declared.get(id).when();
        if (when == null) return true;
        Boolean before = known.get(id);
        if (before != null) return before;
        boolean now = is(when.input()) && when.holds(values.apply(when.input()));
        known.put(id, now);
        return now;
    }
}
