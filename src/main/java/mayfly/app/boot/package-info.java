/** What {@code java -jar mayfly.war} starts: the only classes at the root of the WAR, needing nothing but the JDK. */
package mayfly.app.boot;
