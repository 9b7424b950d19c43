package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandbyPlanTest {
    private static final Shape SMALL = new Shape(64, List.of());
    private static final Shape LARGE = new Shape(512, List.of());
    private static final Shape TUNED = new Shape(64, List.of("-XX:TieredStopAtLevel=4"));

    @Test
    void beforeAnythingWasAskedForTheCatalogIsHeldReadyInItsOrder() {
        var plan = new StandbyPlan(2, Map.of(), List.of(SMALL, LARGE, TUNED));
        assertEquals(Map.of(SMALL, 1, LARGE, 1), plan.wanted());
        assertEquals(Optional.of(SMALL), plan.next(List.of()));
        assertEquals(Optional.of(LARGE), plan.next(List.of(SMALL)));
        assertEquals(Optional.empty(), plan.next(List.of(SMALL, LARGE)));
    }

    @Test
    void theOnlyShapeTakesAllPlaces() {
        assertEquals(Map.of(SMALL, 3), new StandbyPlan(3, Map.of(), List.of(SMALL)).wanted());
    }

    @Test
    void whatWasAskedForLastIsHeldReadyAndMoreOfWhatWasAskedForMost() {
        var plan = new StandbyPlan(3, Map.of(), List.of(SMALL, LARGE, TUNED));
        plan.asked(LARGE);
        plan.asked(LARGE);
        plan.asked(TUNED);
        assertEquals(Map.of(TUNED, 1, LARGE, 2), plan.wanted());
        assertEquals(Optional.of(SMALL), plan.surplus(List.of(SMALL, LARGE, TUNED)));
        assertEquals(Optional.of(LARGE), plan.next(List.of(SMALL, LARGE, TUNED)));
    }

    @Test
    void reservedOnesAreHeldReadyWhateverIsAskedForAndNeverMoreThanAllowed() {
        var plan = new StandbyPlan(2, Map.of(TUNED, 1), List.of(SMALL, TUNED));
        for (int i = 0; i < 100; i++) plan.asked(LARGE);
        assertEquals(Map.of(TUNED, 1, LARGE, 1), plan.wanted());
        assertEquals(Map.of(TUNED, 2), new StandbyPlan(2, Map.of(TUNED, 5), List.of(SMALL)).wanted());
    }

    @Test
    void withoutProcessesOrPlacesNothingIsWanted() {
        assertEquals(Map.of(), new StandbyPlan(2, Map.of(), List.of()).wanted());
        assertEquals(Optional.empty(), new StandbyPlan(0, Map.of(SMALL, 1), List.of(SMALL)).next(List.of()));
    }
}
