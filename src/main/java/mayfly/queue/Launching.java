package mayfly.queue;

/**
 * How this node starts workers, for operators. Numbers since it began.
 *
 * @param cold          workers started for their job
 * @param standby       workers that had been started ahead and were handed one
 * @param slow          of the cold ones, those that started without a class-data archive
 * @param ready         workers that stand by now
 * @param scarce        whether none are started ahead because memory is short
 * @param archiveReady  whether workers start with a class-data archive
 * @param archive       how the archive stands, in words
 * @param runtime       name of the version of the code that workers run
 * @param trees         by what means the processes of an attempt are held together, in words
 * @param sandboxes    what programs can be shut in here, in words
 */
public record Launching(long cold, long standby, long slow, int ready, boolean scarce, boolean archiveReady, String archive, String runtime, String trees, String sandboxes) { }
