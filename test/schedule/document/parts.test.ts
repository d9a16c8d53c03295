import { describe, expect, it } from "@jest/globals";
import { aDocument, aSchedule, aWindow, complaintsOf, type Json } from "../documents";

const bounds = { autoScaling: { min: "M30", max: "M60" } };
const others = { autoScaling: { min: "M50", max: "M80" } };

/** What is wrong with a schedule of this baseline and these targets of windows. */
function complaints(baseline: Json, ...targets: Json[]): string[] {
  const windows = targets.map((target, index) => {
    const { tier: _, ...times } = aWindow({ name: `w${index}` });
    return { ...times, ...target };
  });
  return complaintsOf(aDocument({ schedules: [aSchedule({ baseline, windows })] }));
}

const missing = (place: string, part: string, setter: string) =>
  `schedules[0].${place}: names no ${part}, which schedules[0].${setter} sets, so that it would never come back: name ${part} in every target with sizes, or in none`;

describe("a part that one target sets and another leaves open", () => {
  it.each<[Json, Json[], string]>([
    [{ tier: "M30" }, [{ tier: "M50", analyticsTier: "M50" }], missing("baseline", "analyticsTier", "windows[0]")],
    [{ tier: "M30", analyticsTier: "M30" }, [{ tier: "M50" }], missing("windows[0]", "analyticsTier", "baseline")],
    [{ analyticsTier: "M30" }, [{ analyticsTier: "M50", tier: "M50" }], missing("baseline", "tier", "windows[0]")],
    [{ tier: "M30" }, [others], missing("baseline", "autoScaling", "windows[0]")],
    [bounds, [{ tier: "M50" }], missing("windows[0]", "autoScaling", "baseline")],
    [
      { paused: true },
      [{ tier: "M50" }, { tier: "M60", analyticsTier: "M60" }],
      missing("windows[0]", "analyticsTier", "windows[1]"),
    ],
    [{ unmanaged: true }, [{ tier: "M50" }, others], missing("windows[0]", "autoScaling", "windows[1]")],
    [
      { paused: false },
      [{ tier: "M50" }],
      'schedules[0].baseline: {"paused": false} leaves open the size that schedules[0].windows[0] sets, so that it would never come back: name a size here, or none there',
    ],
    [
      { paused: false },
      [{ paused: true }, bounds],
      'schedules[0].baseline: {"paused": false} leaves open the size that schedules[0].windows[1] sets, so that it would never come back: name a size here, or none there',
    ],
  ])("is refused: %j and %j", (baseline, targets, complaint) => {
    expect(complaints(baseline, ...targets)).toEqual([complaint]);
  });

  it.each<[Json, Json[]]>([
    [{ tier: "M30" }, [{ tier: "M50" }, { paused: true }, { paused: false }, { unmanaged: true }]],
    [{ tier: "M30", analyticsTier: "M30" }, [{ tier: "M50", analyticsTier: "M50" }]],
    [bounds, [{ ...others, tier: "M60" }]],
    [{ ...bounds, tier: "M30" }, [others, { paused: true }]],
    [{ paused: true }, [{ tier: "M20" }, { tier: "M50" }]],
    [{ unmanaged: true }, [{ tier: "M50" }]],
    [{ paused: false }, [{ paused: true }, { unmanaged: true }]],
  ])("is not in %j and %j", (baseline, targets) => {
    expect(complaints(baseline, ...targets)).toEqual([]);
  });
});

describe("bounds", () => {
  const S = "schedules[0].baseline.autoScaling";
  it.each<[Json, string]>([
    [
      { min: "M30", max: "R60" },
      `${S}: M30-R60: Atlas scales within one class (M or R) only: name two bounds of one class`,
    ],
    [
      { min: "R60", max: "M30" },
      `${S}: R60-M30: Atlas scales within one class (M or R) only: name two bounds of one class`,
    ],
    [
      { min: "M40_NVME", max: "M60_NVME" },
      `${S}: M40_NVME-M60_NVME: Atlas does not scale NVMe tiers by itself: name a tier without bounds`,
    ],
    [
      { min: "M40", max: "M60_NVME" },
      `${S}: M40-M60_NVME: Atlas does not scale NVMe tiers by itself: name a tier without bounds`,
    ],
    [{ min: "M60", max: "M60" }, `${S}: min (M60) must be below max (M60)`],
  ])("%j are refused", (autoScaling, complaint) => {
    expect(complaints({ autoScaling })).toEqual([complaint]);
  });

  it.each([
    { min: "M30", max: "M60" },
    { min: "R40", max: "R60" },
    { min: "M30_GEN_2", max: "M60_GEN_2" },
  ])("%j are right", (autoScaling) => expect(complaints({ autoScaling })).toEqual([]));

  it("have no place for a tier of another class", () => {
    expect(complaints({ autoScaling: { min: "M30", max: "M60" }, tier: "R50" })).toEqual([
      "schedules[0].baseline.tier: R50 is outside the auto-scaling bounds M30-M60",
    ]);
  });
});

describe("all projects", () => {
  const withAll = (clusters: unknown[], projects: unknown = "all") =>
    complaintsOf(aDocument({ schedules: [aSchedule({ clusters, projects })] }));

  it("go with globs and tags", () => {
    expect(withAll([{ glob: "dev-*" }, { tags: { env: "dev" } }])).toEqual([]);
  });

  it("go with no exact name", () => {
    expect(withAll([{ glob: "dev-*" }, "shop"])).toEqual([
      'schedules[0].clusters[1]: "shop" is an exact name, which must exist: with "projects": "all" use {"glob": "shop"} or tags',
    ]);
  });

  it("are no other word", () => {
    expect(withAll([{ glob: "dev-*" }], "al")).toEqual([
      'schedules[0].projects: must be a list or "all", not "al": did you mean all?',
    ]);
    expect(withAll([{ glob: "dev-*" }], ["all"])).toEqual([
      'schedules[0].projects[0]: must be a project id (24 hexadecimal digits), not "all"',
    ]);
  });
});

describe("$schema", () => {
  it("may stand in a document, and is not read", () => {
    expect(complaintsOf(aDocument({ $schema: "./schedule.schema.json" }))).toEqual([]);
  });
});
