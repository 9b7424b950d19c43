package mayfly.worker.samples.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What was found out about one column. Numbers are JSON numbers; dates and times are words of ISO 8601; parts that do not apply to
 * the type are left out.
 *
 * @param name           different from every other
 * @param type           integer, number, boolean, date, datetime, text or empty
 * @param filled         cells with a value
 * @param missing        cells without
 * @param unparsable     values of another type
 * @param distinct       different values
 * @param distinctExact  false when {@code distinct} is an estimate, within about 4 %
 * @param min            smallest number or earliest date
 * @param max            largest or latest
 * @param mean           arithmetic mean
 * @param deviation      standard deviation; of dates and times, in days
 * @param quantiles      p5, p25, p50, p75, p95
 * @param quantilesExact false when they are estimates, of a rank within about 2 %
 * @param top            the most frequent values
 * @param topExact       false when the counts are lower bounds, and rare values are left out
 * @param shortest       characters of the shortest value
 * @param longest        characters of the longest value
 * @param histogram      bars of numbers and dates
 * @param shown          min, median, mean, max and deviation in words for people
 * @param finding        its distribution in a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnProfile(String name, String type, long filled, long missing, long unparsable, long distinct, boolean distinctExact,
                            Object min, Object max, Object mean, Double deviation, Map<String, Object> quantiles, Boolean quantilesExact,
                            List<Top> top, boolean topExact, int shortest, int longest, Bars histogram, Map<String, String> shown,
                            String finding) {

    /**
     * @param value as it is written in the table; cut when long
     * @param count how often
     */
    public record Top(String value, long count) { }

    /**
     * @param from   lower edge of the first bar
     * @param to     upper edge of the last
     * @param peak   the highest count
     * @param counts values in each bar; all bars are equally wide
     */
    public record Bars(Object from, Object to, long peak, long[] counts) { }

    boolean numeric() {
        return type.equals("integer") || type.equals("number");
    }
}
