package mayfly.worker.samples.table;

import java.util.List;
import java.util.Locale;

/** The words that mean "no value", in any case of letters. An empty cell always means it. */
final class MissingWords {
    private final char[][] words;
    private final boolean[] begins = new boolean[128];
    private int longest;

    /** @param given words; one entry may hold several, separated by commas */
    MissingWords(List<String> given) {
        words = given.stream().flatMap(s -> List.of(s.split(",")).stream()).map(String::strip).filter(s -> !s.isEmpty())
                .map(s -> s.toLowerCase(Locale.ROOT).toCharArray()).toArray(char[][]::new);
        for (char[] word : words) {
            longest = Math.max(longest, word.length);
            begins[word[0] & 127] = true;
            begins[Character.toUpperCase(word[0]) & 127] = true;
        }
    }

    boolean has(char[] text, int begin, int end) {
        if (end - begin > longest || !begins[text[begin] & 127]) return false;
        for (char[] word : words) {
            if (word.length == end - begin && same(word, text, begin)) return true;
        }
        return false;
    }

    private static boolean same(char[] word, char[] text, int begin) {
        for (int i = 0; i < word.length; i++) {
            if (Character.toLowerCase(text[begin + i]) != word[i]) return false;
        }
        return true;
    }
}
