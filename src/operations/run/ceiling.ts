import { NO_LIMITS, strictest } from "../../schedule/limits";
import type { Limits } from "../../schedule/model";
import type { CommittedLimits } from "./built-from";

/**
 * What no edit in the console can raise: the limits of the document that was committed for this environment, or else of
 * the committed Value. An environment that was made since then, in an app without a committed Value, has the strictest of
 * all.
 */
export function ceilingOf({ value, environments }: CommittedLimits, tag: string): Limits {
  const name = tag === "" ? "no-environment" : tag;
  const own = Object.keys(environments).includes(name) ? environments[name] : undefined;
  if (own !== undefined) return own;
  if (value !== null) return value;
  return Object.keys(environments).reduce(
    (ceiling, one) => strictest(ceiling, environments[one] ?? NO_LIMITS),
    NO_LIMITS,
  );
}

/** "maxTier M60, pausing false": what the ceiling says. */
export function describeCeiling({ maxTier, projects, pausing, longestChangeMinutes }: Limits): string {
  const parts = [`longestChange PT${longestChangeMinutes}M`];
  if (!pausing) parts.unshift("pausing false");
  if (projects !== undefined) parts.unshift(`projects ${projects.join(", ")}`);
  if (maxTier !== undefined) parts.unshift(`maxTier ${maxTier}`);
  return parts.join("; ");
}
