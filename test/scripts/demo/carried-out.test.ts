import { describe, expect, it } from "@jest/globals";
import { followBoundary } from "../../../scripts/demo/carried-out";
import { type AcceptedPatch, type PatchedCluster, requestOf } from "../../../scripts/demo/changes";
import type { Target } from "../../../src/schedule/model";

const of = { schedule: "billing", project: "p", cluster: "c" };
const hour = 3_600_000;

function aPatch(body: PatchedCluster, changes: Partial<AcceptedPatch> = {}): AcceptedPatch {
  return {
    at: 0,
    project: "p",
    cluster: "c",
    asked: requestOf(body),
    from: "",
    to: "",
    bounds: null,
    body,
    ...changes,
  };
}

const sizes = (tier: string) => ({
  replicationSpecs: [{ regionConfigs: [{ electableSpecs: { instanceSize: tier } }] }],
});

function follow(
  patches: AcceptedPatch[],
  to = "M50",
  nextAt: number | null = 10 * hour,
  after: Target = { tier: "M50" },
  before: Target = { tier: "M10" },
) {
  const finished = [{ at: 900_000, project: "p", cluster: "c", to }];
  return followBoundary(of, { at: 0, window: "w", before, after }, nextAt, patches, finished);
}

describe("followBoundary", () => {
  it("takes the PATCH that asks for the target, and the end that brings the cluster there", () => {
    expect(follow([aPatch(sizes("M50"))])).toMatchObject({ askedAt: 0, reachedAt: 900_000, isMissed: false });
  });

  it.each([
    ["asks for another size", [aPatch(sizes("M40"))]],
    ["is about another cluster", [aPatch(sizes("M50"), { cluster: "d" })]],
    ["is about a cluster of that name elsewhere", [aPatch(sizes("M50"), { project: "q" })]],
    ["comes after an hour", [aPatch(sizes("M50"), { at: hour })]],
    ["pauses", [aPatch({ paused: true })]],
    ["has no region", [aPatch({ replicationSpecs: [] })]],
  ])("misses a boundary whose PATCH %s", (_, patches) => {
    expect(follow(patches)).toMatchObject({ askedAt: null, reachedAt: null, isMissed: true });
  });

  it("misses one whose cluster ends up elsewhere, or not before the next boundary", () => {
    expect(follow([aPatch(sizes("M50"))], "M40")).toMatchObject({ askedAt: 0, reachedAt: null, isMissed: true });
    expect(follow([aPatch(sizes("M50"))], "M50", 600_000)).toMatchObject({ reachedAt: null, isMissed: true });
  });

  it.each<[boolean, Target, Target]>([
    [false, { tier: "M10" }, { paused: false }],
    [true, { paused: true }, { paused: false }],
    [false, { tier: "M10" }, { unmanaged: true }],
    [false, { unmanaged: true }, { paused: true }],
    [true, { paused: false }, { paused: true }],
  ])("misses (%p) a boundary from %j to %j without a PATCH", (isMissed, before, after) => {
    expect(follow([], "M50", null, after, before)).toMatchObject({ askedAt: null, isMissed });
  });

  it.each<[string, boolean]>([
    ["M50 + analytics M30", true],
    ["M50 + analytics M20", false],
    ["M50 + analytics M20, M30", false],
    ["M40, M50 + analytics M30", false],
    ["M50", false],
  ])("takes %s as reached: %p, where M50 with analytics nodes of M30 is wanted", (label, isReached) => {
    const specs = { electableSpecs: { instanceSize: "M50" }, analyticsSpecs: { instanceSize: "M30" } };
    const patch = aPatch({ replicationSpecs: [{ regionConfigs: [specs] }] });
    const { reachedAt, isMissed } = follow([patch], label, 10 * hour, { tier: "M50", analyticsTier: "M30" });
    expect({ isReached: reachedAt !== null, isMissed }).toEqual({ isReached, isMissed: !isReached });
  });

  it("takes one label for both where analytics nodes have the tier of the others", () => {
    const specs = { electableSpecs: { instanceSize: "M50" }, analyticsSpecs: { instanceSize: "M50" } };
    const patch = aPatch({ replicationSpecs: [{ regionConfigs: [specs] }] });
    expect(follow([patch], "M50", null, { tier: "M50", analyticsTier: "M50" }).reachedAt).toBe(900_000);
  });

  it("leaves what is in progress at the end open", () => {
    expect(follow([aPatch(sizes("M50"))], "M40", null)).toMatchObject({ reachedAt: null, isMissed: false });
  });

  it("knows pauses, resumes and bounds", () => {
    expect(follow([aPatch({ paused: true })], "paused", null, { paused: true }).reachedAt).toBe(900_000);
    expect(follow([aPatch({ paused: false })], "M50").reachedAt).toBe(900_000);
    const bounds = { autoScaling: { min: "M30", max: "M60" } };
    const region = { electableSpecs: { instanceSize: "M40" }, autoScaling: { compute: { maxInstanceSize: "M60" } } };
    const body = { replicationSpecs: [{ regionConfigs: [region] }] };
    expect(follow([aPatch(body)], "M40", null, bounds).reachedAt).toBe(900_000);
    expect(follow([aPatch(sizes("M40"))], "M40", null, bounds).askedAt).toBeNull();
  });
});
