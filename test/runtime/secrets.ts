/** Generated credentials, and where they can still be read. */
import fc from "fast-check";

const letters = (characters: string) => fc.constantFrom(...characters);
const small = "abcdefghijklmnopqrstuvwxyz";
const all = `${small}${small.toUpperCase()}0123456789`;

/** As Atlas makes them, and as people make them up. */
export const aSecret = fc.oneof(
  fc.uuid(),
  fc.string({ unit: letters(`${all}_-`), minLength: 30, maxLength: 60 }).map((text) => `mdb_sa_sk_${text}`),
  fc.string({ unit: letters(`${all}+/=.:@%&"\\<>{}$^ `), minLength: 12, maxLength: 40 }),
  fc.string({ unit: letters(all), minLength: 8, maxLength: 11 }),
);

const partLength = 8;

/** The parts of eight characters of these that can be read in a text. */
export function leaksOf(secrets: readonly string[], text: string): string[] {
  const leaks = new Set<string>();
  for (const secret of secrets) {
    for (let at = 0; at + partLength <= secret.length; at += 1) {
      const part = secret.slice(at, at + partLength);
      if (text.includes(part)) leaks.add(part);
    }
  }
  return [...leaks];
}
