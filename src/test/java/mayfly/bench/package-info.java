/**
 * Benchmarks: {@code scripts/bench NAME}. Figures of one run are compared with a floor measured in the same run, variants taking turns; no figure is ever asserted. The
 * server under test is the real WAR in a process of its own. See etc/docs/benchmarks.md.
 */
package mayfly.bench;
