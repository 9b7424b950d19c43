package mayfly.web;

import java.time.Duration;

/**
 * What pages say about this deployment.
 *
 * @param version  of the application
 * @param base     address that users see, without a slash at its end, where a proxy stands in between; empty = as the request says
 * @param operator who runs it; empty = not said
 * @param help     where to ask, a mail or web address; empty = not said
 * @param upload   largest upload in bytes
 * @param keep     how long finished jobs are kept where the process does not say
 */
public record Site(String version, String base, String operator, String help, long upload, Duration keep) { }
