package mayfly.worker;

/** Processes that a computation started and left behind. */
final class Children {
    private Children() { }

    /** Ends them, without grace: the outcome is known and nobody waits for them. The node looks once more, also for those that left their parent. */
    static void kill() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
