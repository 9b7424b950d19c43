package mayfly.web;

import java.util.StringJoiner;

/**
 * How a terminal would draw text, as far as a page follows it: one of nine colours in front and of eight behind, so that each pair can be read in light and in dark.
 *
 * @param front  0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan, 7 white, 8 grey; -1 = the text's own
 * @param behind 0 to 7 as above; -1 = the page's own
 */
record AnsiStyle(int front, int behind, boolean bold, boolean italic, boolean underlined, boolean inverse) {
    static final AnsiStyle PLAIN = new AnsiStyle(-1, -1, false, false, false, false);
    private static final int GREY = 8;
    /** What terminals draw for their first sixteen colours; xterm's. */
    private static final int[] SIXTEEN = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};

    /** Classes of the style sheet; null where nothing is special. */
    String css() {
        if (equals(PLAIN)) return null;
        var out = new StringJoiner(" ");
        int f = inverse ? behind : front;
        int b = inverse ? Math.min(front, 7) : behind;
        if (inverse && f < 0 && b < 0) out.add("inv");
        if (f >= 0) out.add("f" + f);
        if (b >= 0) out.add("b" + b);
        if (bold) out.add("bold");
        if (italic) out.add("slant");
        if (underlined) out.add("under");
        return out.toString();
    }

    /** @param parameters of an escape sequence that ends in "m": numbers, between ";" or ":" */
    AnsiStyle with(String parameters) {
        int[] p = numbers(parameters);
        AnsiStyle s = this;
        for (int i = 0; i < p.length; i++) {
            if (p[i] == 38 || p[i] == 48) {
                int colour = i + 2 < p.length && p[i + 1] == 5 ? of256(p[i + 2]) : i + 4 < p.length && p[i + 1] == 2 ? nearest(p[i + 2] << 16 | p[i + 3] << 8 | p[i + 4]) : -1;
                s = p[i] == 38 ? s.front(colour) : s.behind(colour);
                i += i + 1 < p.length && p[i + 1] == 2 ? 4 : 2;
            } else {
                s = s.with(p[i]);
            }
        }
        return s;
    }

    private AnsiStyle with(int code) {
        if (code >= 30 && code <= 37) return front(code - 30);
        if (code >= 40 && code <= 47) return behind(code - 40);
        if (code >= 90 && code <= 97) return front(bright(code - 90));
        if (code >= 100 && code <= 107) return behind(code - 100);
        return switch (code) {
            case 0 -> PLAIN;
            case 1 -> new AnsiStyle(front, behind, true, italic, underlined, inverse);
            case 3 -> new AnsiStyle(front, behind, bold, true, underlined, inverse);
            case 4, 21 -> new AnsiStyle(front, behind, bold, italic, true, inverse);
            case 7 -> new AnsiStyle(front, behind, bold, italic, underlined, true);
            case 22 -> new AnsiStyle(front, behind, false, italic, underlined, inverse);
            case 23 -> new AnsiStyle(front, behind, bold, false, underlined, inverse);
            case 24 -> new AnsiStyle(front, behind, bold, italic, false, inverse);
            case 27 -> new AnsiStyle(front, behind, bold, italic, underlined, false);
            case 39 -> front(-1);
            case 49 -> behind(-1);
            default -> this;
        };
    }

    private AnsiStyle front(int colour) {
        return new AnsiStyle(colour, behind, bold, italic, underlined, inverse);
    }

    private AnsiStyle behind(int colour) {
        return new AnsiStyle(front, colour == GREY ? 0 : colour, bold, italic, underlined, inverse);
    }

    /** The bright ones are those that they are bright of, but for black, whose bright one is grey. */
    private static int bright(int colour) {
        return colour == 0 ? GREY : colour;
    }

    /** 16 as above, a cube of 6 × 6 × 6, 24 greys. */
    private static int of256(int n) {
        if (n < 8) return n;
        if (n < 16) return bright(n - 8);
        if (n >= 232) return nearest((8 + 10 * (n - 232)) * 0x010101);
        int c = n - 16;
        return nearest(level(c / 36) << 16 | level(c / 6 % 6) << 8 | level(c % 6));
    }

    private static int level(int sixth) {
        return sixth == 0 ? 0 : 55 + 40 * sixth;
    }

    private static int nearest(int rgb) {
        int best = 0;
        for (int i = 1; i < SIXTEEN.length; i++) if (distance(rgb, SIXTEEN[i]) < distance(rgb, SIXTEEN[best])) best = i;
        return best < 8 ? best : bright(best - 8);
    }

    private static int distance(int a, int b) {
        int red = (a >> 16) - (b >> 16);
        int green = (a >> 8 & 255) - (b >> 8 & 255);
        int blue = (a & 255) - (b & 255);
        return red * red + green * green + blue * blue;
    }

    /** An empty one is 0; one that is too large for any meaning is 255. */
    private static int[] numbers(String parameters) {
        // The colon form may name a colour space, mostly an empty one, before the three parts of a colour.
        String[] words = parameters.replaceAll("([34]8):2:\\d*:(\\d+:\\d+:\\d+)", "$1;2;$2").split("[;:]", -1);
        int[] out = new int[words.length];
        for (int i = 0; i < out.length; i++) out[i] = words[i].isEmpty() ? 0 : words[i].length() > 3 ? 255 : Math.min(255, Integer.parseInt(words[i]));
        return out;
    }
}
