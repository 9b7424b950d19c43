package mayfly.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mayfly.web.AnsiText.Span;
import org.junit.jupiter.api.Test;

/** E stands for the escape character in what programs wrote; [css|text] is a piece of one style in what is shown. */
class AnsiTextTest {
    private static String shown(String raw) {
        return words(AnsiText.of(raw.replace('E', '\u001b')));
    }

    private static String words(List<Span> spans) {
        return spans.stream().map(s -> s.css() == null ? s.text() : "[" + s.css() + "|" + s.text() + "]").collect(Collectors.joining());
    }

    @Test
    void coloursAreClasses() {
        assertEquals("plain", shown("plain"));
        assertEquals("[f1|red] not", shown("E[31mredE[0m not"));
        assertEquals("[f1 b3 bold|x][b3|y][f8|z]", shown("E[1;31;43mxE[39;22myE[0;90mzE[m"));
        assertEquals("[f2|x][f5 b0|y]", shown("E[92mxE[95;100my"));
        assertEquals("[under|u][slant|i][bold|b]", shown("E[4muE[24;3miE[23;1mb"));
        assertEquals("[inv|x][b1|y][f2 b1|z]w", shown("E[7mxE[31myE[42mzE[0mw"));
    }

    @Test
    void twoHundredAndFiftySixAndTrueColoursAreBroughtToTheNearest() {
        assertEquals("[f1|a][f2|b][f8|c][f0|d][f7|e]", shown("E[38;5;1maE[38;5;46mbE[38;5;244mcE[38;5;16mdE[38;5;255me"));
        assertEquals("[f1|a][f4|b][f1 b2|c]", shown("E[38;2;250;10;20maE[38;2;0;0;200mbE[38;2;255;0;0;48;2;0;250;0mc"));
        assertEquals("[f1 bold|a]", shown("E[38:2::255:0:0;1ma"), "with colons, and a colour space left empty");
        assertEquals("[f6 under|a]", shown("E[38:5:14;4ma"));
        assertEquals("ab", shown("E[38;5maE[38;9;9999999999999mb"), "broken ones mean nothing");
    }

    @Test
    void aLineThatRewritesItselfIsShownAsItEnded() {
        assertEquals("30 %\ndone", shown("10 %\r20 %\r30 %\ndone"));
        assertEquals("a\nb", shown("a\r\nb"));
        assertEquals("[f2|ok]\nnext", shown("E[31mworkingE[0m\rE[K\rE[32mokE[0m\r\nnext"));
        assertEquals("before\nlast", shown("before\nfirst\rlast\r"));
        assertEquals("[f1|y]", shown("E[31mx\ry"), "the colour goes on where the line begins anew");
    }

    @Test
    void otherEscapesAreNotShown() {
        assertEquals("a b", shown("E[2Ja E]0;title\u0007E[?25lE(BE[1;1Hb"));
        assertEquals("link", shown("E]8;;http://example.org\u0007linkE]8;;\u0007"));
        assertEquals("\ufffdback", shown("\u202eback"));
        assertEquals("bell\ufffd", shown("bell\u0007"));
        assertEquals("31", shown("E[31"), "one that was cut off");
        assertEquals(List.of(), AnsiText.of(""));
    }

    @Test
    void theTailIsTheLastLines() {
        assertEquals("c\n[f1|d]", tail("a\nb\nc\nE[31md\nE[0m \n", 2));
        assertEquals("[f1|d\ne]", tail("E[31ma\nb\nc\nd\ne\n", 2));
        assertEquals("a\nb", tail("a\nb", 5));
        assertEquals("b[f2|c]", tail("a\nbE[32mc", 1));
        assertEquals("", tail("\n\n", 5));
        assertEquals("", tail("", 5));
    }

    private static String tail(String raw, int lines) {
        return words(AnsiText.tail(AnsiText.of(raw.replace('E', '\u001b')), lines));
    }

    /** Whatever a program writes: nothing is lost that can be seen, and the classes are those of the sheet. */
    @Test
    void anythingAtAllIsReadAndOnlyKnownClassesComeOut() {
        var random = new Random(7);
        String[] pieces = {"\u001b", "[", "3", "8", ";", ":", "m", "\r", "\n", "x", "\u001b[", "5", "2", "4", "<b>", "\ud83d\ude00", "9", "7"};
        Pattern classes = Pattern.compile("(inv|bold|slant|under|f[0-8]|b[0-7])( (bold|slant|under|f[0-8]|b[0-7]))*");
        for (int round = 0; round < 20_000; round++) {
            var raw = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) raw.append(pieces[random.nextInt(pieces.length)]);
            List<Span> spans = AnsiText.of(raw.toString());
            assertEquals(LogText.of(raw.toString()).replace("\r", ""), spans.stream().map(Span::text).collect(Collectors.joining()), () -> raw.toString().replace('\u001b', 'E'));
            for (Span s : spans) assertTrue(s.css() == null || classes.matcher(s.css()).matches(), s.css());
        }
    }

    /** By the formula of WCAG 2.2; 4.5 is what it asks of small text. */
    @Test
    void eachColourCanBeReadOnEachOther() throws IOException {
        String sheet = Files.readString(Path.of("webapp/static/mayfly.css"));
        int dark = sheet.indexOf("@media (prefers-color-scheme: dark)");
        for (String theme : List.of(sheet.substring(0, dark), sheet.substring(dark, sheet.indexOf("/* page */")))) {
            Map<String, String> colours = new HashMap<>();
            Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{3,6});").matcher(theme).results().forEach(m -> colours.put(m.group(1), m.group(2)));
            var front = new ArrayList<>(List.of("pico-code-color", "bad"));
            for (int i = 0; i < 9; i++) front.add("f" + i);
            var behind = new ArrayList<>(List.of("pico-code-background-color"));
            for (int i = 0; i < 8; i++) behind.add("b" + i);
            for (String f : front) for (String b : behind) {
                double contrast = contrast(luminance(colours.get(f)), luminance(colours.get(b)));
                assertTrue(contrast >= 4.5, f + " " + colours.get(f) + " on " + b + " " + colours.get(b) + ": " + contrast);
            }
        }
    }

    private static double contrast(double a, double b) {
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        String hex = colour.length() == 4 ? colour.substring(1).replaceAll(".", "$0$0") : colour.substring(1);
        double[] parts = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double v = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += parts[i] * (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
