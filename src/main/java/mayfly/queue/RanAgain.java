package mayfly.queue;

/**
 * What became of the wish to run a failed job again.
 *
 * @param id        of the failed job
 * @param successor id of the job that runs it again; null = none does
 * @param why       why this wish made none, for people; null = it did
 * @param stays     whether it is still among those that have not been run again
 * @param full      whether nothing more can be taken in for now, this one or another
 */
public record RanAgain(String id, String successor, String why, boolean stays, boolean full) {
    static RanAgain done(String id, String successor) {
        return new RanAgain(id, successor, null, false, false);
    }

    static RanAgain left(String id, String why) {
        return new RanAgain(id, null, why, true, false);
    }

    static RanAgain none(String id, String successor, String why) {
        return new RanAgain(id, successor, why, false, false);
    }
}
