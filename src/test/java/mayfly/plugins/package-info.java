/** Computations that are put into the home as jars, in a real server. */
package mayfly.plugins;
