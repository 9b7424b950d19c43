package mayfly.web;

import java.util.List;

/**
 * How a job that has not ended stands, in words.
 *
 * @param news     a few words for the tab
 * @param headline the same for the page
 * @param text     a paragraph; null = none
 * @param why      why the attempt before failed; null = there was none
 * @param facts    big facts
 * @param queue    the queue drawn; null unless queued
 * @param evidence how it is known
 * @param cancel   what cancelling will do
 * @param hints    what one can do; may be empty
 */
record Standing(String news, String headline, String text, Why why, List<Fact> facts, QueueStrip queue, Evidence evidence, String cancel,
                List<String> hints) {
    /** An attempt that failed, and its cause. */
    record Why(String title, String text) { }

    /** A big fact, with a remark below it. */
    record Fact(String name, String value, String small) { }

    /** @param kind pulse, silent or info: sets icon and tone */
    record Evidence(String kind, String text) {
        public String path() {
            return Badge.icon(kind);
        }
    }
}
