import type { FailureGroup } from "./failure";

/** Clusters named of a group; the rest are counted. */
const namesPerGroup = 10;

/** Groups that the thrown message has room for. */
const groupsInAll = 20;

/** One line a group: what, the remedy, and where. */
export function describeFailures(groups: readonly FailureGroup[]): string[] {
  const lines = groups.slice(0, groupsInAll).map(describeGroup);
  return groups.length <= groupsInAll ? lines : [...lines, `… and ${groups.length - groupsInAll} more reasons`];
}

function describeGroup({ code, message, remedy, on }: FailureGroup): string {
  const names = on.slice(0, namesPerGroup).join(", ");
  const rest = on.length > namesPerGroup ? ` and ${on.length - namesPerGroup} more` : "";
  return `FAILED ${code}: ${names}${rest}: ${message.replace(/\.$/, "")}${remedy === "" ? "" : `; ${remedy}`}`;
}
