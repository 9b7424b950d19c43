/** Computations that behave as a computation may: they fail, ask for another attempt, leave processes behind. Put into a copy of the WAR as its author would put them. */
package mayfly.crash.task;
