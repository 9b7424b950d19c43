package mayfly.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Numbers between text and JSON. Whole numbers are those of a Java long, all others doubles: what a computation's record can
 * hold. Lengths are checked before anything is parsed, since "1e999999999" is short to write and long to expand.
 */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");
    private static final double LONG_LIMIT = 0x1p63;

    private Numbers() { }

    /** The number that a text stands for, blanks around it ignored; null when it is none, or too large. */
    static JsonNode parse(String text) {
        String t = text.strip();
        if (WHOLE.matcher(t).matches()) {
            JsonNode whole = node(new BigInteger(t));
            if (whole.canConvertToLong()) return whole;
        }
        if (!DECIMAL.matcher(t).matches()) return null;
        double d = Double.parseDouble(t);
        return Double.isFinite(d) ? JsonNodeFactory.instance.numberNode(d) : null;
    }

    /** As the smallest of int, long and big integer, as Jackson's parser makes it. */
    static JsonNode node(BigInteger value) {
        if (value.bitLength() < 32) return JsonNodeFactory.instance.numberNode(value.intValue());
        if (value.bitLength() < 64) return JsonNodeFactory.instance.numberNode(value.longValue());
        return JsonNodeFactory.instance.numberNode(value);
    }

    /** A whole number written as 3.0 or 3e0 becomes 3; anything else stays what it is. */
    static JsonNode whole(JsonNode value) {
        if (!value.isFloatingPointNumber()) return value;
        double d = value.asDouble(Double.NaN);
        boolean exact = d == Math.rint(d) && Math.abs(d) < LONG_LIMIT;
        return exact ? node(BigInteger.valueOf((long) d)) : value;
    }

    /** For people: no exponent unless it would be longer than 20 digits, no trailing zeros. */
    static String words(JsonNode number) {
        if (number.isIntegralNumber() || !Double.isFinite(number.asDouble(Double.NaN)) && !number.isBigDecimal()) return number.asString();
        BigDecimal d = new BigDecimal(number.asString()).stripTrailingZeros();
        return Math.abs(d.scale()) <= 20 ? d.toPlainString() : d.toString();
    }
}
