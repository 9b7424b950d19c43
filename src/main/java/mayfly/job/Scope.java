package mayfly.job;

import java.util.Locale;

/** What an API token lets its bearer do in its owner's name; each is a right of its own and includes no other. */
public enum Scope {
    /** See jobs, their results and logs, and list the owner's own. */
    READ,
    /** Start jobs. */
    SUBMIT,
    /** Cancel and delete the owner's jobs, have them kept longer, have their next attempt begin now. */
    CONTROL;

    /** As it is written where people and programs meet it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
