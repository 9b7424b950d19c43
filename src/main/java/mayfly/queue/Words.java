package mayfly.queue;

import java.net.URI;

/** What somebody else wrote, made fit for a sentence. */
final class Words {
    private Words() { }

    /** At most 40 characters, control characters replaced. */
    static String brief(String text) {
        return brief(text, 40);
    }

    /** At most 200 characters of it, without a password that may stand in it. */
    static String address(URI address) {
        return address(address.toString());
    }

    static String address(String address) {
        return brief(address.replaceFirst("//[^/@]*@", "//…@"), 200);
    }

    private static String brief(String text, int most) {
        String clean = text.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).limit(most)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return clean.length() < text.length() ? clean + "…" : clean;
    }
}
