package mayfly.worker.samples.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the estimate is off, and that one that was saved and restored goes on as if it had not been. */
class DistinctTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1000, 5000, 30_000, 1_000_000, 5_000_000})
    void withinFourPercent(int count) {
        for (int table = 0; table < 3; table++) {
            var distinct = new Distinct();
            for (int i = 0; i < count; i++) distinct.add(Mark.of(i + table * 1e9));
            for (int i = 0; i < count / 2; i++) distinct.add(Mark.of(i + table * 1e9));
            assertEquals(count, distinct.estimate(), .04 * count);
        }
    }

    @Test
    void savedAndRestoredItGoesOnAsIfItHadNotBeen() throws Exception {
        var whole = new Distinct();
        var cut = new Distinct();
        for (int i = 0; i < 50_000; i++) {
            whole.add(Mark.of(i * .5));
            cut.add(Mark.of(i * .5));
            if (i % 1000 != 0) continue;
            var out = new ByteArrayOutputStream();
            cut.save(new DataOutputStream(out));
            cut = Distinct.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
        }
        assertEquals(whole.estimate(), cut.estimate());
    }
}
