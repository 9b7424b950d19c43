/** OGC API - Processes 1.0 as a client meets it, row by row of its endpoints, against {@code java -jar mayfly.war}. */
package mayfly.ogc;
