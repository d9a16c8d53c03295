import type { Failure } from "../run/failure";
import { sentences } from "./sentences";

/** Failures with the same code, message and remedy. */
export interface FailureGroup {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** "project/cluster" or "project …", in the order met. */
  readonly on: readonly string[];
}

/** Who tries again what may pass by itself: the next run, or whoever called the function. */
export const tryAgain = { nextRun: "The next run tries again", byHand: "Run this function again" } as const;

/**
 * Groups failures so that 1,200 clusters which fail for one reason make one line. The largest group comes first, equal
 * ones as they were met.
 */
export function groupFailures(
  failures: readonly Failure[],
  again: (typeof tryAgain)[keyof typeof tryAgain],
): FailureGroup[] {
  const groups = new Map<string, FailureGroup & { on: string[] }>();
  for (const { project, cluster, code, message, remedy, passes } of failures) {
    const key = JSON.stringify([code, message, remedy, passes]);
    const group = groups.get(key) ?? { code, message, remedy: sentences(passes ? again : "", remedy), on: [] };
    group.on.push(cluster === null ? `project ${project}` : `${project}/${cluster}`);
    groups.set(key, group);
  }
  return Array.from(groups.values()).sort((a, b) => b.on.length - a.on.length);
}
