/** Which of several ways an object says a thing, told by the keys that are present. */

import type { Issue } from "../model";
import type { Way } from "./shape";

export function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function includes(keys: readonly string[] | undefined, key: string): boolean {
  return keys !== undefined && keys.indexOf(key) >= 0;
}

function hasKey(way: Way, key: string): boolean {
  return includes(way.needs, key) || includes(way.anyOf, key) || includes(way.may, key);
}

function isComplete({ needs, anyOf }: Way, present: readonly string[]): boolean {
  return needs.every((key) => includes(present, key)) && (!anyOf || anyOf.some((key) => includes(present, key)));
}

function quoted(keys: readonly string[], word: string): string {
  return keys.map((key) => `"${key}"`).join(` ${word} `);
}

/** What a way that is not complete lacks, in words. */
function lackOf({ needs, anyOf = [] }: Way, present: readonly string[]): string {
  const needed = needs.filter((key) => !includes(present, key));
  return needed.length > 0 ? quoted(needed, "and") : quoted(anyOf, "or");
}

/**
 * Takes the way with most of its keys present, a complete one before others. Says what it lacks, and which of the keys
 * present belong to another way.
 */
export function checkChoice(ways: readonly Way[], present: readonly string[], path: string, issues: Issue[]): void {
  const own = present.filter((key) => ways.some((way) => hasKey(way, key)));
  const takenBy = ways.map((way) => own.filter((key) => hasKey(way, key)));
  const most = takenBy.reduce((count, taken) => Math.max(count, taken.length), 0);
  const likely = ways.filter((_, index) => takenBy[index]?.length === most);
  const complete = likely.find((way) => isComplete(way, present));
  const chosen = complete ?? likely[0];
  if (chosen === undefined) return;
  if (complete === undefined) {
    const alike = likely.filter((way) => own.every((key) => hasKey(way, key) || !hasKey(chosen, key)));
    issues.push({ path, message: `lacks ${alike.map((way) => lackOf(way, present)).join(", or ")}` });
  }
  for (const key of own.filter((one) => !hasKey(chosen, one))) {
    const beside = own.filter(
      (one) => hasKey(chosen, one) && !ways.some((way) => hasKey(way, one) && hasKey(way, key)),
    );
    issues.push({ path: join(path, key), message: `does not go with ${quoted(beside, "and")}` });
  }
}
