package mayfly.catalog;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A pattern of a description, matched against the text of a stranger. A careless pattern such as {@code (a+)+$} takes longer than
 * the universe for thirty letters, and {@code (a|b)*} overflows the stack for ten thousand: here a match that has read
 * {@value #BUDGET} characters, some tens of milliseconds, or that overflows, is no match.
 */
final class BoundedPattern implements RegularExpression {
    private static final int BUDGET = 5_000_000;

    private final Pattern pattern;

    BoundedPattern(String regex) {
        pattern = Pattern.compile(regex);
    }

    /** JSON Schema's meaning: found anywhere in the text, unless the pattern itself is anchored. */
    @Override
    public boolean matches(String text) {
        try {
            return pattern.matcher(new Metered(text)).find();
        } catch (Exhausted | StackOverflowError e) {
            return false;
        }
    }

    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super(null, null, false, false);
        }
    }

    private static final class Metered implements CharSequence {
        private final String text;
        private int left = BUDGET;

        Metered(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) throw new Exhausted();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
