/** What tests of several rooms share: a whole Mayfly without the web, and computations that misbehave. */
package mayfly.testing;
