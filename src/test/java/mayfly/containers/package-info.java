/**
 * The WAR as it is deployed: real servers as real processes, each with a home, a port and a folder of its own. {@link
 * mayfly.containers.Container} lists the ways.
 */
package mayfly.containers;
