/** Mayfly as people meet it: a real browser, with and without script. */
package mayfly.browser;
