import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { AtlasError } from "../../src/atlas/errors";
import { describeChanges } from "../../src/operations/report/describe-changes";
import { describeFailures } from "../../src/operations/report/describe-failures";
import { groupFailures, tryAgain } from "../../src/operations/report/group-failures";
import { fitLog } from "../../src/operations/report/log-lines";
import type { ClusterReport } from "../../src/operations/report/report";
import { listNames } from "../../src/operations/report/sentences";
import { readArguments } from "../../src/operations/run/arguments";
import { type Failure, failureOf, UnreadableCluster } from "../../src/operations/run/failure";
import { fingerprint } from "../../src/operations/run/fingerprint";
import { inParallel } from "../../src/operations/run/in-parallel";
import { nearestMinute } from "../../src/operations/run/minute";
import type { Outcome } from "../../src/operations/run/outcome";

describe("readArguments", () => {
  const kinds = { dryRun: "boolean", at: "instant", cluster: "text", days: "days" } as const;

  it.each([undefined, null, "Hello world!", {}])("takes %j for no argument", (given) => {
    expect(readArguments(given, kinds)).toEqual({});
  });

  it("reads each kind", () => {
    const given = { dryRun: true, at: "2026-12-01T12:00:00Z", cluster: "Cluster0", days: 7 };
    expect(readArguments(given, kinds)).toEqual({ ...given, at: Date.UTC(2026, 11, 1, 12) });
  });

  it.each([
    ["Hello", "argument: must be an object with any of the keys dryRun, at, cluster, days, or be left out"],
    [[], "argument: must be an object"],
    [7, "argument: must be an object"],
    [
      { dryrun: true },
      "argument.dryrun: unknown key; this function takes dryRun, at, cluster, days: did you mean dryRun?",
    ],
    [{ dryRun: "yes" }, "argument.dryRun: must be true or false"],
    [{ at: "2026-12-01 12:00" }, "argument.at: must be an instant"],
    [{ at: "2026-13-01T12:00:00Z" }, "argument.at: must be an instant"],
    [{ cluster: "" }, "argument.cluster: must be a non-empty text"],
    [{ days: 0 }, "argument.days: must be a number of days"],
  ])("refuses %j", (given, message) => {
    expect(() => readArguments(given, kinds)).toThrow(message);
  });

  it("shows fifty of many mistakes and counts all, and the rest", () => {
    const mistakes = (count: number) => () =>
      readArguments(Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 1])), kinds);
    expect(mistakes(50)).toThrow(/^nothing was done, because of 50 problems:(?:.|\n)*argument\.key49: [^…]*$/);
    expect(mistakes(53)).toThrow(/ 53 problems:(?:.|\n)*key49: (?:.)*\n {2}… and 3 more$/);
    expect(mistakes(1)).toThrow("because of 1 problem:");
  });

  it("names all mistakes at once", () => {
    expect(() => readArguments({ dryRun: 1, nope: 2 }, kinds)).toThrow(/2 problems(?:.|\n)*dryRun(?:.|\n)*nope/);
  });
});

describe("failures", () => {
  const failure = (cluster: string, code = "OUT_OF_CAPACITY"): Failure => ({
    project: "p",
    cluster,
    code,
    message: "no capacity",
    remedy: "Wait",
    passes: false,
  });

  it("that read the same make one group, the largest first", () => {
    const groups = groupFailures([failure("a", "X"), failure("b"), failure("c")], tryAgain.nextRun);
    expect(groups.map(({ code, on }) => [code, on])).toEqual([
      ["OUT_OF_CAPACITY", ["p/b", "p/c"]],
      ["X", ["p/a"]],
    ]);
  });

  it("of 1,200 clusters stay readable", () => {
    const many = Array.from({ length: 1_200 }, (_, index) => failure(`c${index}`));
    const [line] = describeFailures(groupFailures(many, tryAgain.nextRun));
    expect(line).toMatch(
      /^FAILED OUT_OF_CAPACITY \(1200\): no capacity\. Wait\. Affected: p\/c0, p\/c1,.* and 1190 more$/,
    );
    expect(line?.length).toBeLessThan(512);
  });

  it("that may pass by themselves say who tries again", () => {
    const passing = { ...failure("c"), passes: true };
    expect(describeFailures(groupFailures([passing], tryAgain.nextRun))).toEqual([
      "FAILED OUT_OF_CAPACITY: p/c: no capacity. The next run tries again. Wait",
    ]);
    expect(describeFailures(groupFailures([passing], tryAgain.byHand))).toEqual([
      "FAILED OUT_OF_CAPACITY: p/c: no capacity. Run this function again. Wait",
    ]);
  });

  it("read alike although Atlas names the cluster and its project", () => {
    const refused = (name: string) => {
      const detail = `Cluster ${name} of group p1 cannot be changed; c is something else.`;
      const facts = { purpose: "change the cluster", method: "PATCH", path: `/groups/p1/clusters/${name}` };
      return failureOf("p1", name, new AtlasError({ ...facts, status: 409, code: "X", detail, retryAfterMs: null }));
    };
    const groups = groupFailures([refused("c-1"), refused("c-2")], tryAgain.nextRun);
    expect(describeFailures(groups)).toEqual([
      "FAILED X (2): Atlas did not change the cluster (PATCH, status 409): Cluster … of group … cannot be changed; " +
        "c is something else. Affected: p1/c-1, p1/c-2",
    ]);
  });

  it("name a description that this app does not understand", () => {
    expect(failureOf("p", "c", new UnreadableCluster("name is missing"))).toMatchObject({
      code: "unreadable",
      message: "Atlas described the cluster in a way that this app does not understand: name is missing",
    });
  });

  it("of 30 kinds are counted, not dropped", () => {
    const many = Array.from({ length: 30 }, (_, index) => failure("c", `CODE_${index}`));
    expect(describeFailures(groupFailures(many, tryAgain.nextRun)).pop()).toBe("… and 10 more reasons");
    expect(describeFailures(groupFailures(many.slice(0, 21), tryAgain.nextRun)).pop()).toBe("… and 1 more reason");
    expect(describeFailures(groupFailures(many.slice(0, 20), tryAgain.nextRun))).toHaveLength(20);
  });
});

describe("listNames", () => {
  it.each([
    [0, ""],
    [1, "c0"],
    [10, "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9"],
    [11, "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 1 more"],
    [30, "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 20 more"],
  ])("of %i names shows ten and counts the rest", (count, text) => {
    expect(listNames(Array.from({ length: count }, (_, index) => `c${index}`))).toBe(text);
  });
});

describe("fitLog", () => {
  it("keeps every line within 512 bytes of UTF-8, cut between characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 800 }), (text) => {
        const [line = ""] = fitLog([text], 0);
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(512);
        expect(line === text || line.endsWith("…")).toBe(true);
        expect(Buffer.from(line).toString()).toBe(line);
      }),
    );
  });

  it.each([
    ["\u007f", 512],
    ["\u0080", 256],
    ["\u07ff", 256],
    ["\u0800", 170],
    ["\ud7ff", 170],
    ["\ue000", 170],
    ["\uffff", 170],
    ["😀", 128],
  ])("has room for as many of %j in a line as fit", (character, most) => {
    expect(fitLog([character.repeat(most)], 0)).toEqual([character.repeat(most)]);
    const [line = ""] = fitLog([character.repeat(most + 1)], 0);
    expect(line.endsWith("…")).toBe(true);
    expect(Buffer.byteLength(`${line}${character}`)).toBeGreaterThan(512);
  });

  it("fits into the 25 lines that Atlas keeps and counts the rest", () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const kept = fitLog(lines, 1);
    expect(kept).toHaveLength(24);
    expect(kept[23]).toBe("… and 17 more lines: run `status` for all");
  });
});

describe("fingerprint", () => {
  it("does not depend on the order of keys, but on everything else", () => {
    const one = fingerprint({ a: [1, { b: "x" }], c: null });
    expect(one).toMatch(/^[0-9a-f]{8}$/);
    expect(fingerprint({ c: null, a: [1, { b: "x" }] })).toBe(one);
    expect(fingerprint({ a: [{ b: "x" }, 1], c: null })).not.toBe(one);
    expect(fingerprint({ a: [1, { b: "y" }], c: null })).not.toBe(one);
    expect(fingerprint({ a: [1, { d: "x" }], c: null })).not.toBe(one);
    expect(fingerprint({ a: [1, { b: "x" }], d: null })).not.toBe(one);
  });
});

describe("nearestMinute", () => {
  it.each([
    ["2026-12-01T12:00:00.000Z", "2026-12-01T12:00:00.000Z"],
    ["2026-12-01T12:00:29.999Z", "2026-12-01T12:00:00.000Z"],
    ["2026-12-01T11:59:30.000Z", "2026-12-01T12:00:00.000Z"],
    ["2026-12-01T11:59:29.999Z", "2026-12-01T11:59:00.000Z"],
  ])("of %s is %s", (now, expected) => {
    expect(nearestMinute(Date.parse(now))).toBe(Date.parse(expected));
  });
});

describe("inParallel", () => {
  it("never has more at work than allowed, and keeps the order of results", async () => {
    let atWork = 0;
    let most = 0;
    const results = await inParallel([5, 4, 3, 2, 1], 2, async (item) => {
      atWork += 1;
      most = Math.max(most, atWork);
      for (let i = 0; i < item; i += 1) await Promise.resolve();
      atWork -= 1;
      return item * 10;
    });
    expect(results).toEqual([50, 40, 30, 20, 10]);
    expect(most).toBe(2);
  });
});

describe("describeChanges", () => {
  const explanation = { what: "resize M10 to M50", why: "as scheduled", remedy: "" };
  const lineFor = (outcome: Outcome) =>
    describeChanges([{ cluster: "shop", explanation, outcome } as unknown as ClusterReport])[0];

  it.each<[Outcome, string]>([
    [{ result: "accepted", sent: [] }, "ACCEPTED: shop: resize M10 to M50: as scheduled"],
    [
      { result: "waits", sent: [], code: "RATE_LIMITED", why: "Atlas limits the rate of requests" },
      "WAITS RATE_LIMITED: shop: resize M10 to M50: Atlas says not yet: Atlas limits the rate of requests. " +
        "The next run tries again",
    ],
    [
      { result: "failed", sent: [], code: "OUT_OF_CAPACITY", message: "no capacity", remedy: "", passes: true },
      "NOT DONE: shop: resize M10 to M50: it failed, see OUT_OF_CAPACITY above",
    ],
    [
      { result: "deferred", sent: [] },
      "DEFERRED: shop: resize M10 to M50: this run has no time left for it. The next run does it",
    ],
    [
      {
        result: "overtaken",
        sent: [],
        decision: { do: "wait", because: { reason: "busy", sinceMs: null, stateName: "UPDATING" } },
      },
      "OVERTAKEN: shop: resize M10 to M50: not sent, because a last look found otherwise: Atlas is busy with it (UPDATING)",
    ],
    [
      { result: "not-sent", why: "mode-report" },
      'NOT SENT: shop: resize M10 to M50: as scheduled, but its schedule has "mode": "report"',
    ],
  ])("says what became of it: %j", (outcome, line) => {
    expect(lineFor(outcome)).toBe(line);
  });

  it("is silent on a cluster for which nothing was to be sent", () => {
    expect(describeChanges([{ cluster: "shop", explanation, outcome: null } as unknown as ClusterReport])).toEqual([]);
  });
});
