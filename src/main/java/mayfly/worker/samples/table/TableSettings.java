package mayfly.worker.samples.table;

import java.util.List;

/**
 * What the person chose.
 *
 * @param delimiter auto, comma, semicolon, tab or pipe
 * @param encoding  auto, or the name of a charset
 * @param decimal   auto, point or comma
 * @param header    true when the first row holds the column names
 * @param missing   words that mean "no value"; one entry may hold several, separated by commas
 * @param key       name of the column whose values must differ; null or blank = none
 * @param bins      most bars of a histogram, 5 to 50
 * @param faults    most faulty rows to list, at least 0
 */
public record TableSettings(String delimiter, String encoding, String decimal, boolean header, List<String> missing, String key,
                            int bins, int faults) {

    boolean keyed() {
        return key != null && !key.isBlank();
    }
}
