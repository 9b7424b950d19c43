package mayfly.queue;

/** What somebody else wrote, made fit for a sentence. */
final class Words {
    private Words() { }

    /** At most 40 characters, control characters replaced. */
    static String brief(String text) {
        String clean = text.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).limit(40)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return clean.length() < text.length() ? clean + "…" : clean;
    }
}
