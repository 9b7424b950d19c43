package mayfly.queue;

/**
 * A piece of a log.
 *
 * @param text   whole lines, UTF-8 decoded, bytes that are none replaced; cut within a line only where a line is longer than the piece
 * @param from   byte offset of its first byte
 * @param to     byte offset behind its last byte
 * @param size   bytes of the log now
 */
public record LogSlice(String text, long from, long to, long size) { }
