package mayfly.catalog;

/**
 * One thing wrong with what was submitted.
 *
 * @param input   id of the input at fault; empty when it is the submission as a whole
 * @param message what was found and what would be accepted, for a person: "Write a whole number from 5 to 50; you wrote “500”."
 */
public record Fault(String input, String message) { }
