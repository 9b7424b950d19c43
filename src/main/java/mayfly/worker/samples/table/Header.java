package mayfly.worker.samples.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mayfly.worker.InputException;

/**
 * The names of the columns, each different: a name that comes again is told apart by a number, an empty one becomes "Column 3".
 *
 * @param names    in order
 * @param repeated names that the file gives to several columns
 */
record Header(List<String> names, List<String> repeated) {
    /** More columns than this are refused: what is kept of each is bounded, and so must their number be. */
    static final int MOST_COLUMNS = 2000;
    private static final int LONGEST_NAME = 200;

    /** @param named true when the row holds names, false when it is data and the columns are numbered */
    static Header of(Row row, boolean named) throws InputException {
        if (row.cells() > MOST_COLUMNS) {
            throw new InputException("The first row has %,d cells; tables of up to %,d columns are profiled. Perhaps the delimiter is another one."
                    .formatted(row.cells(), MOST_COLUMNS));
        }
        List<String> names = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        for (int i = 0; i < row.cells(); i++) {
            String given = named ? row.cell(i).strip() : "";
            if (given.length() > LONGEST_NAME) given = given.substring(0, LONGEST_NAME) + "…";
            String name = given.isEmpty() ? "Column " + (i + 1) : given;
            if (taken.containsKey(name) && !repeated.contains(name)) repeated.add(name);
            names.add(unlike(name, taken));
        }
        return new Header(List.copyOf(names), List.copyOf(repeated));
    }

    private static String unlike(String name, Map<String, Integer> taken) {
        String own = name;
        while (taken.putIfAbsent(own, 1) != null) own = name + " (" + taken.merge(name, 1, Integer::sum) + ")";
        return own;
    }

    /** Place of the column of this name, from 0. */
    int place(String name) throws InputException {
        int place = names.indexOf(name);
        for (int i = 0; place < 0 && i < names.size(); i++) if (names.get(i).equalsIgnoreCase(name)) place = i;
        if (place >= 0) return place;
        List<String> first = names.subList(0, Math.min(12, names.size()));
        throw new InputException("Key column “%s” is not in the table. Its columns are: %s%s.".formatted(name, String.join(", ", first),
                first.size() < names.size() ? " and " + (names.size() - first.size()) + " more" : ""));
    }
}
