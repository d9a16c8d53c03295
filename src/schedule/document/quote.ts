/** Quotes parts of a document in messages. */

/** Keys and texts are cut to this length in messages. */
export const LONGEST_QUOTED = 40;

/** The value as a message shows it. Lists and objects are named by their kind alone. */
export function quote(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > LONGEST_QUOTED ? `${value.slice(0, LONGEST_QUOTED)}…` : value);
  }
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** Escapes what a terminal would obey (control characters, changes of direction), so that a message cannot pass it on. */
export function printableText(text: string): string {
  return text.replace(/[^ -~\u00a0-\u2029\u202f-\u2065\u206a-\uffff]/g, (character) => {
    return `\\u${`000${character.charCodeAt(0).toString(16)}`.slice(-4)}`;
  });
}
