/**
 * The composition root: settings, start and stop, the embedded Jetty of {@code java -jar mayfly.war} and the embedded Redis.
 * {@link mayfly.app.Application} is what runs; {@link mayfly.app.Startup} starts it in any servlet container. May import every
 * room; imported by none.
 */
package mayfly.app;
