import { describe, expect, it } from "@jest/globals";
import type { HistoryEntry } from "../../../src/local/admin-api/records/history";
import { tierChanges } from "../../../src/local/workload/tier-changes";

const nodeOf = (kind: string) => `5e1ec4 AWS US_EAST_1 ${kind} 0`;

function done(at: number, from: string, to: string, kind = "electable", cluster = "c"): HistoryEntry {
  return { at, projectId: "p", cluster, what: "node-done", from, to, node: nodeOf(kind) };
}

function completed(at: number, cluster = "c"): HistoryEntry {
  return { at, projectId: "p", cluster, what: "completed", from: "M50", to: "M50" };
}

describe("the changes of the tier that serves a cluster's users", () => {
  it.each<[string, HistoryEntry[], string[]]>([
    ["none", [], []],
    [
      "one, when its last electable node is done",
      [done(1, "M10", "M50"), done(2, "M10", "M50"), completed(3)],
      ["2 M10 M50"],
    ],
    ["none while it is under way", [done(1, "M10", "M50")], []],
    ["none by a change of analytics nodes", [done(1, "M10", "M50", "analytics"), completed(2)], []],
    [
      "one beside a change of analytics nodes",
      [done(1, "M10", "M50"), done(2, "M10", "M30", "analytics"), completed(2)],
      ["1 M10 M50"],
    ],
    ["none by a larger disk", [done(1, "M10", "M10"), completed(2)], []],
    [
      "none by a node more or less",
      [done(1, "", "M10"), completed(2), done(3, "M10", "", "electable"), completed(4)],
      [],
    ],
    [
      "one of each cluster, in the order of their ends",
      [done(1, "M10", "M50"), done(2, "M20", "M30", "electable", "d"), completed(3, "d"), completed(4)],
      ["2 M20 M30", "1 M10 M50"],
    ],
  ])("%s", (_, history, expected) => {
    expect(tierChanges(history).map(({ at, from, to }) => `${at} ${from} ${to}`)).toEqual(expected);
  });
});
