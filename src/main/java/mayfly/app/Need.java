package mayfly.app;

import mayfly.job.Scope;

/** What an address asks of who comes: each {@link Route} names one, and {@link Gate} looks at it before anything else happens. */
enum Need {
    /** Nothing, and nobody is looked at: what is the same for all and has to answer without the store. */
    NOTHING(null),
    /** Nothing; a person is recognised, because pages show what is his. */
    ANYONE(null),
    /** The link to a job, which nobody can guess: who has it may see all of that job. */
    VIEW(Scope.READ),
    /** To be somebody: shows the caller's own jobs. */
    OWN(Scope.READ),
    /** To be somebody: the job will be his. */
    SUBMIT(Scope.SUBMIT),
    /** To be somebody oneself, by cookie or login: a token cannot make or end tokens. */
    PERSON(null),
    /** To be the owner of the job in the address, or the operator. */
    CONTROL(Scope.CONTROL),
    /** To be the operator. */
    OPERATOR(null);

    private final Scope scope;

    Need(Scope scope) {
        this.scope = scope;
    }

    /** What a token has to be good for; null where that is no question of tokens. */
    Scope scope() {
        return scope;
    }

    /** Whether somebody who is nobody yet becomes somebody, with a cookie, by coming here: people do nearly everywhere, programs where it matters to them. */
    boolean namesStrangers(Face face) {
        return switch (this) {
            case OWN, SUBMIT, PERSON -> true;
            case ANYONE, VIEW -> face == Face.HTML;
            case NOTHING, CONTROL, OPERATOR -> false;
        };
    }
}
