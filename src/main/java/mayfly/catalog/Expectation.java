package mayfly.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/** What an input accepts, in words made from its schema: the hint below a field and the advice in a fault say the same. */
final class Expectation {
    private Expectation() { }

    /** What to write or choose, to stand in a sentence: "a whole number from 5 to 50". */
    static String phrase(Input input) {
        return phrase(input, input.schema());
    }

    /** The same for a schema that says more than the input's own, such as the bounds of a Java long. */
    static String phrase(Input input, JsonNode schema) {
        String sample = input.form().sample();
        return switch (InputKind.of(schema)) {
            case INTEGER -> "a whole number" + range(schema);
            case NUMBER -> "a number" + range(schema);
            case BOOLEAN -> "yes or no";
            case CHOICE -> "one of: " + choices(input);
            case DATE -> "a date such as " + (sample == null ? "2026-11-21" : sample);
            case FILE -> "a file";
            case JSON -> (schema.path("type").asString().equals("array") ? "a JSON list such as " : "a JSON object such as ")
                    + (sample == null ? json(schema) : sample);
            case BOX -> "west, south, east and north in degrees, such as " + (sample == null ? "7.5, 47.5, 8, 48" : sample);
            case TEXT -> text(schema, sample);
        };
    }

    /** One or two sentences for the help of a field: "A whole number from 5 to 50; 10 when left empty."; "" when there is nothing to say. */
    static String hint(Input input) {
        List<String> sentences = new ArrayList<>();
        String what = subject(input);
        String empty = whenEmpty(input);
        if (!what.isEmpty()) sentences.add(capital(what) + (empty.isEmpty() ? "." : "; " + empty + "."));
        else if (!empty.isEmpty()) sentences.add(capital(empty) + ".");
        String sample = input.form().sample();
        List<String> examples = input.form().examples();
        if (!examples.isEmpty()) sentences.add("For example " + Quote.series(examples.stream().map(x -> InputKind.of(input) == InputKind.TEXT ? Quote.of(x) : x).toList(), "or") + ".");
        else if (sample != null && !what.contains("such as")) sentences.add("For example " + sample + ".");
        if (input.several()) sentences.add(count(input));
        return String.join(" ", sentences).strip();
    }

    /** The words for an enum's values, in their order. */
    static String choices(Input input) {
        List<String> words = input.schema().path("enum").valueStream().map(v -> word(input, v)).toList();
        return Quote.shortened(String.join(", ", words), 400);
    }

    /** The word for one value of an enum: its label, or the value itself. */
    static String word(Input input, JsonNode value) {
        return input.form().labels().getOrDefault(value.asString(), value.asString());
    }

    /** "2 to 5", "at least 2", "at most 5", "exactly 3"; "" when any number is right. */
    static String number(long min, long max, long unbounded) {
        if (max >= unbounded) return min > 0 ? "at least " + grouped(min) : "";
        if (min == max) return "exactly " + grouped(min);
        return min > 0 ? grouped(min) + " to " + grouped(max) : "at most " + grouped(max);
    }

    static String grouped(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String subject(Input input) {
        JsonNode schema = input.schema();
        return switch (InputKind.of(schema)) {
            case INTEGER, NUMBER, DATE, JSON, BOX -> phrase(input);
            case TEXT -> schema.has("format") || lengths(schema) || schema.has("pattern") && input.form().sample() != null ? phrase(input) : "";
            case FILE -> file(input.form().accept());
            case BOOLEAN, CHOICE -> "";
        };
    }

    /** "a file ending in .mp4 or .mov, or any video": endings first, then what the browser knows by its media type. */
    private static String file(List<String> accept) {
        List<String> endings = accept.stream().filter(a -> a.startsWith(".")).toList();
        List<String> types = accept.stream().filter(a -> !a.startsWith(".")).map(a -> a.endsWith("/*") ? "any " + a.substring(0, a.length() - 2) : a).toList();
        String byEnding = endings.isEmpty() ? "" : "a file ending in " + Quote.series(endings, "or");
        return byEnding + (endings.isEmpty() || types.isEmpty() ? "" : ", or ") + Quote.series(types, "or");
    }

    private static String text(JsonNode schema, String sample) {
        String such = sample == null ? "" : " such as " + sample;
        return switch (schema.path("format").asString("")) {
            case "email" -> "an e-mail address" + (sample == null ? " such as name@example.org" : such);
            case "uri" -> "a web address" + (sample == null ? " such as https://example.org/data" : such);
            case "date-time" -> "a date and time" + (sample == null ? " such as 2026-11-21T09:30:00Z" : such);
            default -> {
                String pattern = sample == null && schema.has("pattern") ? " of the form " + schema.path("pattern").asString() : "";
                yield "text" + (lengths(schema) ? " of " + length(schema) : "") + pattern + such;
            }
        };
    }

    static String length(JsonNode schema) {
        long max = schema.path("maxLength").asLong(Long.MAX_VALUE);
        return number(schema.path("minLength").asLong(0), max, Long.MAX_VALUE) + (max == 1 ? " character" : " characters");
    }

    private static boolean lengths(JsonNode schema) {
        return schema.has("maxLength") || schema.path("minLength").asInt(0) > 0;
    }

    private static String json(JsonNode schema) {
        return schema.path("type").asString().equals("array") ? "[1, 2]" : "{\"name\": 1}";
    }

    private static String range(JsonNode schema) {
        String low = bound(schema, "minimum", "exclusiveMinimum", "above ", "at least ");
        String high = bound(schema, "maximum", "exclusiveMaximum", "below ", "at most ");
        String step = schema.has("multipleOf") && !isOne(schema) ? ", a multiple of " + Numbers.words(schema.get("multipleOf")) : "";
        if (low.startsWith("at") && high.startsWith("at")) {
            return " from " + Numbers.words(schema.get("minimum")) + " to " + Numbers.words(schema.get("maximum")) + step;
        }
        String both = low + (low.isEmpty() || high.isEmpty() ? "" : " and ") + high;
        return (both.isEmpty() ? "" : both.startsWith("at") ? " of " + both : " " + both) + step;
    }

    private static boolean isOne(JsonNode schema) {
        return schema.get("multipleOf").asDouble() == 1 && schema.path("type").asString().equals("integer");
    }

    private static String bound(JsonNode schema, String bound, String exclusive, String open, String closed) {
        if (!schema.has(bound)) return "";
        return (schema.path(exclusive).asBoolean(false) ? open : closed) + Numbers.words(schema.get(bound));
    }

    private static String whenEmpty(Input input) {
        JsonNode value = input.schema().path("default");
        boolean typed = switch (InputKind.of(input)) {
            case INTEGER, NUMBER, DATE, TEXT -> !input.several() && !value.isMissingNode() && !value.asString().isEmpty();
            default -> false;
        };
        if (!typed) return "";
        return (value.isNumber() ? Numbers.words(value) : Quote.shortened(value.asString())) + " when left empty";
    }

    private static String count(Input input) {
        String number = number(input.minOccurs() > 1 ? input.minOccurs() : 0, input.maxOccurs(), Integer.MAX_VALUE);
        return switch (InputKind.of(input)) {
            case FILE -> number.isEmpty() ? "One file or more." : capital(number) + " files.";
            case CHOICE -> number.isEmpty() ? "" : "Choose " + number + ".";
            default -> "One value on each line" + (number.isEmpty() ? "." : ", " + number + ".");
        };
    }

    static String capital(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
