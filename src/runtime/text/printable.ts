/** Whatever hides, reorders or repaints what stands beside it when it is printed. */

/** Sequences that colour or move in a terminal (ECMA-48): they begin with ESC [ or CSI; and those that set a title: ESC ]. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const terminalSequences = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?/g;

/** A line within what should be one line would look like a line of its own. */
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Other control characters, and those without a width: marks, overrides and isolates of direction (Unicode UAX 9), the
 * zero-width space, the soft hyphen, the word joiners, the byte-order mark, and the shorthand and tag controls. The
 * joiners U+200C and U+200D stay, for words and emoji are written with them.
 */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** Nearly all texts are of these alone. */
const plainText = /^[ -~]*$/;

/** Text of one line, of characters that show as what they are. */
export function printable(text: string): string {
  if (plainText.test(text)) return text;
  return text.replace(terminalSequences, "").replace(lineBreaks, " ").replace(invisible, "");
}

/** The same for text of several lines. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** At most so many characters, the last of which tells that it was cut. */
export function cutTo(length: number, text: string): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
