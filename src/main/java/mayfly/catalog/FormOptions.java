package mayfly.catalog;

import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.FormModel.Option;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/** The choices of a field. */
final class FormOptions {
    private FormOptions() { }

    /** @param values as typed; those among the choices are selected */
    static List<Option> of(Input input, List<String> values) {
        List<Option> options = new ArrayList<>();
        InputKind kind = InputKind.of(input);
        if (kind == InputKind.BOOLEAN) yesAndNo(input, values, options);
        else if (kind == InputKind.CHOICE) {
            for (JsonNode value : input.schema().get("enum")) {
                options.add(new Option(value.asString(), Expectation.word(input, value), values.contains(value.asString())));
            }
        }
        none(input, options);
        return List.copyOf(options);
    }

    private static void yesAndNo(Input input, List<String> values, List<Option> options) {
        boolean yes = values.contains("true") || values.contains("on");
        options.add(new Option("true", input.form().labels().getOrDefault("true", "Yes"), yes));
        if (!Widget.hasThreeStates(input)) return;
        boolean no = values.contains("false") || values.contains("off");
        options.add(new Option("false", input.form().labels().getOrDefault("false", "No"), no));
    }

    /** Where nothing is chosen yet a list shows so, or its first value would be sent unseen; an optional choice can be undone. */
    private static void none(Input input, List<Option> options) {
        Widget widget = Widget.of(input);
        boolean chosen = options.stream().anyMatch(Option::selected);
        boolean withdrawable = !input.required() && !input.schema().has("default");
        if (widget == Widget.SELECT && (withdrawable || !chosen)) options.add(0, new Option("", withdrawable ? "No choice" : "Choose one", !chosen));
        if (widget == Widget.RADIO && withdrawable) options.add(new Option("", "No choice", !chosen));
    }
}
