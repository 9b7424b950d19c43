/** Shuts programs in with what the host offers for it: finds that out by trying, and refuses what cannot be kept. */
package mayfly.launch.sandbox;
