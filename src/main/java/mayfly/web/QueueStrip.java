package mayfly.web;

import java.util.ArrayList;
import java.util.List;
import mayfly.queue.Place;

/**
 * Slots and queue as boxes in a row; of many only some are drawn, and the rest is a number.
 *
 * @param boxes  left to right
 * @param axis   place of the line between slots and queue
 * @param queue  place of the word "Queue"
 * @param yours  place of the word "yours"
 * @param texts  numbers that stand for boxes not drawn
 * @param width  of the whole
 */
record QueueStrip(List<Box> boxes, int axis, int queue, int yours, List<Text> texts, int width, String words) {
    private static final int STEP = 36;
    private static final int MOST = 5;

    /** @param kind busy, free, yours or other */
    record Box(int x, String kind) {
        public boolean busy() {
            return kind.equals("busy");
        }

        public boolean yours() {
            return kind.equals("yours");
        }

        /** Drawn as an outline, a little smaller. */
        public boolean open() {
            return !busy() && !yours();
        }

        public int inner() {
            return x + 1;
        }
    }

    record Text(int x, String text) { }

    static QueueStrip of(Place place) {
        var boxes = new ArrayList<Box>();
        var texts = new ArrayList<Text>();
        int slots = Math.min(place.slots(), MOST);
        int x = 0;
        for (int i = 0; i < slots; i++, x += STEP) boxes.add(new Box(x, i < place.busy() ? "busy" : "free"));
        if (place.slots() > slots) x = more(texts, x, place.slots() - slots);
        int axis = x + 11;
        int queue = x = axis + 17;
        long before = place.before();
        int drawn = (int) Math.min(before, MOST - 1);
        for (int i = 0; i < drawn; i++, x += STEP) boxes.add(new Box(x, "other"));
        if (before > drawn) x = more(texts, x, before - drawn);
        int yours = x + 15;
        boxes.add(new Box(x, "yours"));
        x += STEP;
        long behind = Math.max(0, place.queued() - before - 1);
        int after = (int) Math.min(behind, 2);
        for (int i = 0; i < after; i++, x += STEP) boxes.add(new Box(x, "other"));
        if (behind > after) x = more(texts, x, behind - after);
        var say = new Words();
        String words = place.busy() + " of " + say.count(place.slots(), "slot is", "slots are") + " busy; you are number " + (before + 1) + " of " + Math.max(place.queued(), before + 1) + " in the queue";
        return new QueueStrip(boxes, axis, queue, yours, texts, x, words);
    }

    private static int more(List<Text> texts, int x, long n) {
        String text = "+ " + new Words().count(n);
        texts.add(new Text(x + 4, text));
        return x + 14 + 8 * text.length();
    }

    public String viewBox() {
        return "0 0 " + Math.max(352, width) + " 52";
    }

    /** Whether "Queue" would stand too close to "yours". */
    public boolean crowded() {
        return yours - queue < 60;
    }
}
