package mayfly.launch;

/**
 * How launching stands.
 *
 * @param cold    workers started for their job since this application began
 * @param standby workers that had been started ahead and were handed one
 * @param slow    of the cold ones, those without a class-data archive
 * @param ready   workers that stand by now
 * @param scarce  whether none are started ahead because memory is short
 * @param archive the class-data archive
 * @param runtime name of the version of the code that workers run
 * @param trees   by what means the processes of an attempt are held together, in words
 */
public record LaunchFigures(long cold, long standby, long slow, int ready, boolean scarce, ArchiveState archive, String runtime, String trees) { }
