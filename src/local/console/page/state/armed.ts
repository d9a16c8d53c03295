/** Faults that are armed still: what has hit as often as it was to is over, though local Atlas lists it. Pure. */
import type { ArmedFiring, ArmedRule, FaultsState } from "../../protocol";

/** A pace is one fault, of however many clusters. */
export function armedCount({ rules, random, firings, paces }: FaultsState): number {
  const live =
    rules.filter((rule) => !isSpent(rule)).length + firings.filter((firing) => !isSpentFiring(firing)).length;
  return live + (random === null ? 0 : 1) + new Set(paces.map(({ pace }) => pace)).size;
}

/** A rule hits once unless it says otherwise. */
export function isSpent({ rule, hits }: ArmedRule): boolean {
  const { times = 1 } = rule as { readonly times?: number | "always" };
  return times !== "always" && hits >= times;
}

export function isSpentFiring({ times, hits }: ArmedFiring): boolean {
  return times !== "always" && hits >= times;
}
