package mayfly.worker.samples.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;

/**
 * How the bytes of a table are to be read.
 *
 * @param charset   encoding
 * @param mark      bytes of the byte order mark to skip
 * @param delimiter between two cells
 * @param decimal   decimal mark of numbers: point or comma
 */
record TableFormat(Charset charset, int mark, char delimiter, char decimal) {

    /** Characters of the table from its beginning, without the byte order mark. */
    Decoder decode(TableFile.Bytes bytes) throws IOException {
        bytes.skipNBytes(mark);
        return decode(bytes, mark);
    }

    /** @param before bytes that have been skipped */
    Decoder decode(TableFile.Bytes bytes, long before) {
        return new Decoder(bytes, charset, before);
    }

    TableFormat decimal(char other) {
        return new TableFormat(charset, mark, delimiter, other);
    }

    RowReader rows(Reader reader, String name) {
        return new RowReader(reader, delimiter, name, new Places());
    }

    /** Rows that know their place. */
    RowReader rows(Decoder decoder, String name) {
        return new RowReader(decoder, delimiter, name, decoder.places());
    }

    String delimiterName() {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "pipe";
        };
    }
}
