package mayfly.web;

/**
 * A number on the operator's page, with what it is.
 *
 * @param small a remark; null = none
 * @param url   where more is to be seen; null = nowhere
 * @param meter drawn beside it; null = none
 */
record Figure(String name, String value, String small, String url, Meter meter) {
    /** A share of a whole. */
    record Meter(long value, long max) { }

    static Figure of(String name, String value, String small) {
        return new Figure(name, value, small, null, null);
    }
}
