package mayfly.web;

import java.math.BigDecimal;
import mayfly.catalog.Constraints;
import mayfly.catalog.FormModel.Field;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What script has to know of a field, as JSON in its data-field: what HTML has no attribute for, and the words for what is wrong. */
final class FieldRules {
    /** From this size on a file is sent in pieces, and can be continued. */
    private static final long PIECES = 16_000_000;

    private FieldRules() { }

    /** @param limit largest file in bytes */
    static String of(Field field, long limit) {
        ObjectNode rules = JsonMapper.shared().createObjectNode().put("id", field.id()).put("widget", field.widget());
        String kind = field.said().kind();
        if (kind.equals("integer") || kind.equals("number")) rules.put("number", kind);
        if (kind.equals("text")) rules.put("free", true);
        if (kind.equals("boolean")) rules.put("yesNo", true);
        if (field.required()) rules.put("required", true);
        if (field.several()) rules.put("several", true).put("least", field.least()).put("most", field.most());
        if (field.remember()) rules.put("remember", true);
        if (kind.equals("file")) rules.put("limit", limit).put("pieces", PIECES);
        rules.put("accepted", field.said().accepted()).put("missing", field.said().missing()).put("length", field.said().length());
        bounds(rules, field.constraints());
        if (kind.equals("text")) rules.put("pattern", field.constraints().pattern());
        if (field.condition() != null) {
            var is = rules.putObject("when").put("input", field.condition().input()).putArray("is");
            field.condition().values().forEach(is::add);
        }
        return rules.toString();
    }

    private static void bounds(ObjectNode rules, Constraints c) {
        number(rules, "min", c.min());
        number(rules, "max", c.max());
        number(rules, "step", "any".equals(c.step()) ? null : c.step());
        number(rules, "minlength", c.minlength());
        number(rules, "maxlength", c.maxlength());
    }

    private static void number(ObjectNode rules, String name, String value) {
        if (value != null) rules.put(name, new BigDecimal(value));
    }
}
