/** Programs of any language as computations: started, listened to, stopped, and their outputs gathered. */
package mayfly.worker.command;
