/** Attacks from outside: the real {@code java -jar mayfly.war}, over HTTP, with bad input, bad clients and bad days. */
package mayfly.faults;
