import type { FailureGroup } from "../run/failure";

/** Clusters named of a group; the rest are counted. */
const namesPerGroup = 10;

/** Groups that the thrown message has room for. */
const groupsInAll = 20;

/** One line a group: what, the remedy, and where. Of many clusters the names come last, where a line may be cut. */
export function describeFailures(groups: readonly FailureGroup[]): string[] {
  const lines = groups.slice(0, groupsInAll).map(describeGroup);
  return groups.length <= groupsInAll ? lines : [...lines, `… and ${groups.length - groupsInAll} more reasons`];
}

function describeGroup({ code, message, remedy, on }: FailureGroup): string {
  const why = message.replace(/\.$/, "") + (remedy === "" ? "" : `; ${remedy}`);
  return describeMany(`FAILED ${code}`, "", why, on);
}

/** "HEAD: what: name: why" of one, "HEAD (12): what: why: names" of many. `what` may be empty. */
export function describeMany(head: string, what: string, why: string, names: readonly string[]): string {
  const on = what === "" ? "" : `${what}: `;
  if (names.length === 1) return `${head}: ${on}${names[0]}: ${why}`;
  const rest = names.length > namesPerGroup ? ` and ${names.length - namesPerGroup} more` : "";
  return `${head} (${names.length}): ${on}${why}: ${names.slice(0, namesPerGroup).join(", ")}${rest}`;
}
