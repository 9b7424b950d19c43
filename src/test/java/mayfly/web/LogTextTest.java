package mayfly.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTextTest {
    @Test
    void terminalEscapesAreNotShown() {
        var cases = Map.of("\u001b[31mred\u001b[0m", "red", "\u001b]0;title\u0007text", "text", "10 %\r20 %\r\r30 %\ndone", "30 %\ndone", "a\r\nb", "a\nb", "bell\u0007", "bell\ufffd",
                "\u202eback", "\ufffdback", "plain", "plain");
        cases.forEach((raw, shown) -> assertEquals(shown, LogText.of(raw)));
    }
}
