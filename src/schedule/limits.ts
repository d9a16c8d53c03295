/** The limits of schedule documents. */

import type { Limits } from "./model";
import { tierNumber } from "./tiers";

export const LONGEST_CHANGE_MINUTES = 6 * 60;

export const NO_LIMITS: Limits = { pausing: true, longestChangeMinutes: LONGEST_CHANGE_MINUTES };

function smallerTier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return tierNumber(other) < tierNumber(one) ? other : one;
}

function inBoth(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.filter((project) => other.includes(project));
}

/** What both allow: an edit may lower what the app was built with, and never raise it. */
export function strictest(one: Limits, other: Limits): Limits {
  const maxTier = smallerTier(one.maxTier, other.maxTier);
  const projects = inBoth(one.projects, other.projects);
  return {
    ...(maxTier !== undefined && { maxTier }),
    ...(projects !== undefined && { projects }),
    pausing: one.pausing && other.pausing,
    longestChangeMinutes: Math.min(one.longestChangeMinutes, other.longestChangeMinutes),
  };
}

export function isTierAllowed({ maxTier }: Limits, tier: string): boolean {
  return maxTier === undefined || tierNumber(tier) <= tierNumber(maxTier);
}

export function isProjectAllowed({ projects }: Limits, project: string): boolean {
  return projects === undefined || projects.includes(project);
}
