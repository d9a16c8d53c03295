/**
 * Names, tags and messages come from anywhere. What would not be seen in them, or would turn the text around it about
 * (control characters, bidirectional overrides, zero-width characters, lone surrogates), is shown as what it is.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, nameOf);
}

/** The same for text of several lines: line ends and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(UNSEEN, (found) => (/^[\n\t]$/.test(found) ? found : nameOf(found)));
}

/** `Cc`: control characters; `Cf`: bidirectional marks, zero-width characters, tags; `Cs`: halves of a pair; line separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Unicode has pictures for the oldest control characters (`␀` to `␟`, `␡`); the others are shown by their number. */
function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
}
