/** What a command to paste into a POSIX shell is made of. Pure. */

/** One word: within single quotes nothing means anything but the quote itself. */
export function shellWord(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** JSON on one line. What a terminal would not show, or would act on, is written as JSON escapes. */
export function jsonForShell(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => escapeOf(character.charCodeAt(index))).join(""),
  );
}

const escapeOf = (unit: number) => `\\u${unit.toString(16).padStart(4, "0")}`;
