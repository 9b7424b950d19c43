/**
 * The client for the command line, {@code scripts/mayfly}: speaks HTTP with any server that conforms to OGC API - Processes, and knows nothing else of Mayfly. Imports no other room, and no room
 * imports it.
 */
package mayfly.client;
