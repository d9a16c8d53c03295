import type { FailureGroup } from "./group-failures";
import { describeMany } from "./sentences";

/** Groups that the thrown message has room for. */
const groupsInAll = 20;

/** One line a group: the code, where, what, and the remedy. */
export function describeFailures(groups: readonly FailureGroup[]): string[] {
  const lines = groups
    .slice(0, groupsInAll)
    .map(({ code, message, remedy, on }) =>
      describeMany({ head: `FAILED ${code}`, what: "", why: message, remedy }, on),
    );
  const left = groups.length - groupsInAll;
  return left <= 0 ? lines : [...lines, `… and ${left} more ${left === 1 ? "reason" : "reasons"}`];
}
