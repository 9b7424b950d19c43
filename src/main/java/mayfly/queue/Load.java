package mayfly.queue;

/** What goes on at the moment: of one process, or in all. */
public record Load(long running, long queued, int slots) { }
