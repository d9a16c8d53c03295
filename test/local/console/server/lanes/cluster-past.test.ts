import { describe, expect, it } from "@jest/globals";
import type { HistoryEntry } from "../../../../../src/local/admin-api/records/history";
import { ClusterPast } from "../../../../../src/local/console/server/lanes/cluster-past";

type Told = readonly [at: number, what: HistoryEntry["what"], from: string, to: string];

function pastOf(entries: readonly Told[]): ClusterPast {
  const past = new ClusterPast();
  for (const [at, what, from, to] of entries) past.add({ at, projectId: "p", cluster: "c", what, from, to });
  return past;
}

/** Up to 100, "0-10 M10 → M30 1/3". */
const told = (past: ClusterPast, nodesLeft = 0, from = 0, until = 100) =>
  past.stretches(from, until, nodesLeft).map(({ from: start, until: end, size, changing }) => {
    return `${start}-${end} ${size}${changing === null ? "" : ` → ${changing.to} ${changing.done}/${changing.of}`}`;
  });

const created: Told = [0, "created", "", "M10"];

describe("ClusterPast", () => {
  it.each<[string, readonly Told[], number, readonly string[]]>([
    ["nothing happened", [created], 0, ["0-100 M10"]],
    [
      "tags alone changed",
      [created, [10, "submitted", "M10", "M10"], [11, "completed", "M10", "M10"]],
      0,
      ["0-100 M10"],
    ],
    [
      "disks alone changed",
      [created, [10, "submitted", "M10", "M10"], [20, "node-done", "M10", "M10"], [20, "completed", "M10", "M10"]],
      0,
      ["0-20 M10", "20-100 M10"],
    ],
    [
      "another change was asked for in the middle of one",
      [
        created,
        [10, "submitted", "M10", "M30"],
        [20, "node-done", "M10", "M30"],
        [25, "submitted", "M30", "M50"],
        [40, "node-done", "M10", "M50"],
      ],
      2,
      ["0-10 M10", "10-20 M10 → M30 0/1", "20-25 M10 → M30 1/1", "25-40 M10 → M50 0/3", "40-100 M10 → M50 1/3"],
    ],
    [
      "a size was asked for while it resumed",
      [
        [0, "created", "", "paused"],
        [10, "resume-submitted", "paused", "M10"],
        [12, "submitted", "M10", "M30"],
        [20, "resumed", "paused", "M10"],
        [30, "node-done", "M10", "M30"],
        [30, "completed", "M30", "M30"],
      ],
      0,
      ["0-10 paused", "10-12 paused → M10 0/1", "12-20 paused → M30 0/1", "20-30 M10 → M30 0/1", "30-100 M30"],
    ],
    [
      "a pause was taken back before the nodes were gone",
      [
        created,
        [10, "pause-submitted", "M10", "paused"],
        [12, "resume-submitted", "paused", "M10"],
        [13, "resumed", "paused", "M10"],
      ],
      0,
      ["0-10 M10", "10-12 M10 → paused 0/1", "12-13 M10 → M10 0/1", "13-100 M10"],
    ],
    [
      "it was deleted and made anew",
      [created, [10, "deleted", "M10", ""], [20, "created", "", "M20"]],
      0,
      ["0-10 M10", "20-100 M20"],
    ],
  ])("tells that %s", (_, entries, nodesLeft, expected) => {
    expect(told(pastOf(entries), nodesLeft)).toEqual(expected);
  });

  it("is asked for any part of it", () => {
    const past = pastOf([created, [10, "submitted", "M10", "M30"], [20, "completed", "M30", "M30"]]);
    expect(told(past, 0, 15, 18)).toEqual(["15-18 M10 → M30 0/1"]);
    expect(told(past, 0, 20, 21)).toEqual(["20-21 M30"]);
    expect(told(past, 0, -50, 5)).toEqual(["0-5 M10"]);
    expect(told(past, 0, -50, -1)).toEqual([]);
    expect([-1, 0, 10, 20, 99].map((at) => past.sizeAt(at))).toEqual([null, "M10", "M10", "M30", "M30"]);
  });

  it("keeps the newest of very many steps", () => {
    const past = new ClusterPast();
    for (let at = 0; at < 100_000; at += 1) {
      const to = at % 2 === 0 ? "M10" : "M30";
      past.add({ at, projectId: "p", cluster: "c", what: "completed", from: to, to });
    }
    expect(told(past, 0, 99_998, 100_000)).toEqual(["99998-99999 M10", "99999-100000 M30"]);
    expect(past.stretches(0, 100_000, 0).length).toBeLessThanOrEqual(40_000);
  });
});
