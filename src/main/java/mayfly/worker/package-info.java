/**
 * The other JVM: what runs between the launch of one attempt and its exit. {@link mayfly.worker.Computation} and
 * {@link mayfly.worker.Job} are what authors of computations see. May import catalog, store and job; never servlets or templates.
 */
package mayfly.worker;
