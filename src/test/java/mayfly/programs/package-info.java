/** Programs as processes in a real server: what is offered, what is shipped. */
package mayfly.programs;
