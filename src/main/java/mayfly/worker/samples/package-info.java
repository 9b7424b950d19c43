/**
 * The computations shipped: {@link mayfly.worker.samples.Count}, {@link mayfly.worker.samples.Echo} and
 * {@link mayfly.worker.samples.TableProfile}. They use nothing but what every author of a computation sees.
 */
package mayfly.worker.samples;
