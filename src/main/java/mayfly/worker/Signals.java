package mayfly.worker;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/** TERM as a request instead of an order. The JDK has no other door to signals than this one (module jdk.unsupported). */
final class Signals {
    private Signals() { }

    /** Runs {@code action} on a thread of its own when TERM arrives, instead of the end of the JVM. */
    static void onTerm(Runnable action) {
        Signal.handle(new Signal("TERM"), new SignalHandler() {
            @Override
            public void handle(Signal signal) {
                action.run();
            }
        });
    }
}
