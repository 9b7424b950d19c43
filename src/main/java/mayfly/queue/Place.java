package mayfly.queue;

/**
 * Where a queued job stands.
 *
 * @param before jobs that start before it, as far as can be told now
 * @param queued jobs queued in all
 * @param busy   slots in use
 * @param slots  slots in all
 */
public record Place(long before, long queued, int busy, int slots) { }
