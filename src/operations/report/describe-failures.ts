import type { FailureGroup } from "./group-failures";
import { describeMany } from "./sentences";

/** How many groups the thrown message has room for; the rest are counted. */
const groupsInAll = 20;

/** Each group gets one line, with its code, where it is, what went wrong, and the remedy. */
export function describeFailures(groups: readonly FailureGroup[]): string[] {
  const lines = groups
    .slice(0, groupsInAll)
    .map(({ code, message, remedy, on }) =>
      describeMany({ head: `FAILED ${code}`, what: "", why: message, remedy }, on),
    );
  const left = groups.length - groupsInAll;
  return left <= 0 ? lines : [...lines, `… and ${left} more ${left === 1 ? "reason" : "reasons"}`];
}
