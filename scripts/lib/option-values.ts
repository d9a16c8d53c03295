/** Reading the values of command-line options. What is wrong with them is collected, so that a command names it all at once. */

import { readInstant } from "../../src/schedule/calendar/date-time";

/** Epoch milliseconds of an instant; a date alone is its midnight in UTC. Null where the option was not given, or is wrong. */
export function readInstantOption(name: string, text: string | undefined, problems: string[]): number | null {
  if (text === undefined) return null;
  const instant = readInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00Z` : text);
  if (typeof instant === "number") return instant;
  problems.push(`${name} ${text}: ${instant}`);
  return null;
}

export interface CountRange {
  readonly atLeast: number;
  readonly atMost: number;
}

/** A whole number. Null where the option was not given, or is wrong. */
export function readCountOption(
  name: string,
  text: string | undefined,
  { atLeast, atMost }: CountRange,
  problems: string[],
): number | null {
  if (text === undefined) return null;
  const count = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= atLeast && count <= atMost) return count;
  problems.push(`${name} ${text}: is not a whole number from ${atLeast} to ${atMost}`);
  return null;
}
