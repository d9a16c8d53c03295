/** How the stand-ins of `npm` and `npx` tell the test what they saw. */

/** Holds what was asked for and not run: each word ends with a NUL, each request with `endOfWords`. */
export const notRunFile = "not-run";
export const endOfWords = "\u001e";

/** Ends the help of each command. */
export const endOfHelp = "\f\n";
