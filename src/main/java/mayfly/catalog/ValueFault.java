package mayfly.catalog;

import com.networknt.schema.Error;
import java.util.regex.Pattern;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words for one value that is wrong: what would be accepted, then what was found.
 *
 * @param schema the input's schema with the limits that were added to it
 * @param value  what was sent; null = nothing
 */
record ValueFault(Input input, JsonNode schema, JsonNode value) {
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\s*[+-]?\\d*,\\d+\\s*");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param keyword the schema's keyword that refused the value
     * @param error   the validator's account of it; may be null
     */
    String ofKeyword(String keyword, Error error) {
        return switch (InputKind.of(schema)) {
            case INTEGER, NUMBER -> number();
            case CHOICE -> "Choose one of: " + Expectation.choices(input) + "; you sent " + found() + ".";
            case BOOLEAN -> "Answer yes or no (true or false); you sent " + found() + ".";
            case FILE -> "Choose a file.";
            case DATE -> "Write " + Expectation.phrase(input) + "; you wrote " + found() + ".";
            case JSON -> json(error);
            case BOX -> "Write " + Expectation.phrase(input) + "; you wrote " + found() + ".";
            case TEXT -> text(keyword);
        };
    }

    String missing() {
        return switch (InputKind.of(schema)) {
            case FILE -> "Choose a file.";
            case CHOICE -> "Choose one of: " + Expectation.choices(input) + ".";
            case BOOLEAN -> "Answer yes or no.";
            case INTEGER, NUMBER, DATE, JSON, BOX -> "Write " + Expectation.phrase(input) + ".";
            case TEXT -> schema.has("format") || schema.has("pattern") || schema.has("minLength") ? "Write " + Expectation.phrase(input) + "." : "Fill this in.";
        };
    }

    private String number() {
        if (value.isString() && DECIMAL_COMMA.matcher(value.asString()).matches() && schema.path("type").asString().equals("number")) {
            return "Write the decimal mark as a point, as in " + Quote.shortened(value.asString().strip().replace(',', '.')) + "; you wrote " + found() + ".";
        }
        // Declared bounds say enough, except to someone who met the limits of the machine.
        boolean declared = input.schema().has("minimum") && input.schema().has("maximum");
        boolean huge = value.isIntegralNumber() && !value.canConvertToLong() || value.isIntegralNumber() && !declared && schema.path("format").asString("").equals("int32")
                || value.isString() && value.asString().strip().matches("[+-]?\\d{19,}");
        String accepted = Expectation.phrase(input, huge ? schema : input.schema());
        if (value.isString() && Numbers.parse(value.asString()) != null) return "Write " + accepted + "; you sent " + found() + " as a text.";
        return "Write " + accepted + "; you wrote " + found() + ".";
    }

    private String text(String keyword) {
        if (!value.isString()) return "Write a text; you sent " + (value.isNumber() ? "the number " : "") + found() + ".";
        boolean length = keyword.equals("minLength") || keyword.equals("maxLength");
        if (length && !schema.has("format")) {
            long n = value.asString().codePointCount(0, value.asString().length());
            return "Write " + Expectation.length(keyword.equals("maxLength") ? schema : input.schema()) + "; you wrote " + Expectation.grouped(n) + ".";
        }
        return "Write " + Expectation.phrase(input) + "; you wrote " + found() + ".";
    }

    private String json(Error error) {
        if (value.isString()) {
            String accepted = "Write " + Expectation.phrase(input) + "; ";
            return accepted + (value.asString().length() > ValueCheck.MAX_LENGTH ? "at most 100,000 characters, you wrote " + Expectation.grouped(value.asString().length())
                    : "you wrote " + found() + place()) + ".";
        }
        boolean whole = error == null ? !value.isContainer() : error.getKeyword().equals("type") && error.getInstanceLocation().toString().isEmpty();
        if (whole) return "Write " + Expectation.phrase(input) + "; you wrote " + found() + ".";
        if (error == null) return "This JSON has a number that is too large.";
        String where = error.getInstanceLocation().toString();
        return (where.isEmpty() ? "This JSON is not as it should be: " : "In this JSON, at " + Quote.of(where) + ": ") + Quote.shortened(error.getMessage(), 200) + ".";
    }

    private String place() {
        try {
            JSON.readTree(value.asString());
            return "";
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            return at == null ? ", which is no JSON" : ", which is no JSON from line " + at.getLineNr() + ", column " + at.getColumnNr();
        }
    }

    private String found() {
        return Quote.of(value.isNumber() ? Numbers.words(value) : value.isValueNode() ? value.asString() : value.toString());
    }
}
