package mayfly.worker.samples.table;

/** Why a row is listed as faulty. */
enum Reason {
    RAGGED("another number of cells than the table has columns"),
    UNPARSABLE("not of the kind of the column's other values"),
    DUPLICATE_KEY("key that an earlier row has"),
    MISSING_KEY("no key"),
    INVALID_BYTES("bytes that are not valid in the encoding"),
    OVERLONG("overlong cell");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }
}
