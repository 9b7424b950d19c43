package mayfly.store;

/** Redis does not answer, or answers that it cannot serve now. Nothing was stored, as far as can be known. */
public class StoreDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreDown(String message, Throwable cause) {
        super(message, cause);
    }
}
