package mayfly.launch;

import java.io.IOException;

/**
 * Starts processes so that they hold nothing of this application. In Java 17 the thread by which the JDK waits for a process inherits the context class loader of whoever
 * started it, for as long as the process runs and longer, because the threads are used again; in a servlet container that is the application's own, which could then not be collected after a redeploy.
 */
public final class Child {
    private Child() { }

    /** As {@link ProcessBuilder#start}. */
    public static Process start(ProcessBuilder builder) throws IOException {
        Thread me = Thread.currentThread();
        ClassLoader own = me.getContextClassLoader();
        me.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return builder.start();
        } finally {
            me.setContextClassLoader(own);
        }
    }
}
