/** Clients that are generated from the description of the interface. */
package mayfly.openapi;
