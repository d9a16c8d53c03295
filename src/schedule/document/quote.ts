/** How parts of a document are quoted in messages. */

/** A key or text beyond this length is cut. */
export const LONGEST_QUOTED = 40;

/** A value as a message shows it: what is not text, number or the like goes by its kind. */
export function quote(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > LONGEST_QUOTED ? `${value.slice(0, LONGEST_QUOTED)}…` : value);
  }
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** What a terminal would obey (control characters, changes of direction) must not reach it through a message. */
export function printableText(text: string): string {
  return text.replace(/[^ -~\u00a0-\u2029\u202f-\u2065\u206a-\uffff]/g, (character) => {
    return `\\u${`000${character.charCodeAt(0).toString(16)}`.slice(-4)}`;
  });
}
