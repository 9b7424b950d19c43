/**
 * What this server asks of other servers at somebody's wish: files by reference, and letters to subscribers. Both go only to hosts that the deployment has listed, and there
 * only to addresses that are checked after the one look-up of the name, so that nobody makes this server talk to what only it can reach.
 */
package mayfly.queue.outbound;
