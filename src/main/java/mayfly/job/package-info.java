/**
 * The record of a job and its law: pure values that need nothing but the JDK. The lowest room; every other room may import it.
 */
package mayfly.job;
