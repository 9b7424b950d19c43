package mayfly.store;

/** Redis does not answer, or answers that it cannot serve now ({@code -BUSY}, {@code -OOM}, {@code -READONLY}, {@code -LOADING}, ...). */
public class StoreDown extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean refused;

    /** @param refused see {@link #refused} */
    public StoreDown(String message, Throwable cause, boolean refused) {
        super(message, cause);
        this.refused = refused;
    }

    /** Whether Redis said so itself: then nothing was stored. Otherwise the answer may have been lost on its way, and with it the word that it was. */
    public boolean refused() {
        return refused;
    }
}
