package mayfly.queue;

/**
 * Where a queued job stands.
 *
 * @param before jobs that start before it, as far as can be told now
 * @param exact  whether that is all; else there are at least so many
 * @param queued jobs queued in all
 * @param busy   slots in use
 * @param slots  slots in all
 */
public record Place(long before, boolean exact, long queued, int busy, int slots) { }
