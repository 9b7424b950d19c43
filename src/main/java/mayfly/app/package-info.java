/**
 * The composition root: settings, routes, start and stop, the embedded server. Imported by nobody.
 */
package mayfly.app;
