package mayfly.launch;

/** How the class-data archive of the workers stands. */
public enum ArchiveState {
    /** Workers start with it. */
    READY("ready"),
    /** It is being made; workers start without it until then. */
    MAKING("being made"),
    /** It was there and is gone, or does not fit the jars or the JDK any more; workers start without it. */
    LOST("lost or outdated"),
    /** It could not be made; workers start without it. */
    FAILED("could not be made");

    private final String words;

    ArchiveState(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
