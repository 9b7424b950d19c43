package mayfly.catalog;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Inputs after their check.
 *
 * @param inputs the declared inputs in their order, defaults filled in, 3.0 made 3 where a whole number is wanted, several values
 *               always an array; what is absent was optional or not asked for. To be used only when there is no fault
 * @param faults everything that is wrong, at most one for each input, in the order of the form; empty = valid
 */
public record Checked(ObjectNode inputs, List<Fault> faults) {
    public boolean valid() {
        return faults.isEmpty();
    }
}
