import { describe, expect, it } from "@jest/globals";
import type { Cluster } from "../../../src/cluster/model";
import { differs, isBelow, observedTarget } from "../../../src/cluster/observed";
import { readCluster } from "../../../src/cluster/read";
import { checkTargets, needsAutoScalingMode } from "../../../src/cluster/targets/check-targets";
import { fitTarget } from "../../../src/cluster/targets/target-for";
import { warnTargets } from "../../../src/cluster/targets/warn-targets";
import type { Target } from "../../../src/schedule/model";
import { aCluster, anAutoScaledCluster, type BoundsOptions } from "../builders";

const m10 = { tier: "M10" };
const m50 = { tier: "M50" };
const paused = { paused: true } as const;
const bounds = { autoScaling: { min: "M30", max: "M60" } };

function reasons(cluster: Cluster, ...targets: Target[]): string[] {
  return checkTargets(cluster, targets).map((refusal) => refusal.reason);
}

function sharded(
  autoScaling: BoundsOptions | undefined,
  mode: Cluster["autoScalingMode"],
  tiers = ["M40", "M40"],
): Cluster {
  const shards = tiers.map((tier) => ({ tier, regions: [autoScaling === undefined ? {} : { autoScaling }] }));
  return aCluster({ shards, autoScalingMode: mode });
}

describe("checkTargets", () => {
  it("has nothing against tiers and pauses of replica sets and of symmetric sharded clusters", () => {
    expect(reasons(aCluster(), m10, m50, paused)).toEqual([]);
    expect(reasons(sharded(undefined, null), m10, m50, paused)).toEqual([]);
  });

  it("refuses shared tiers and internal clusters, and says no more of them", () => {
    const flex = readCluster({ name: "f", stateName: "IDLE", providerSettings: { providerName: "FLEX" } });
    expect("cluster" in flex && checkTargets(flex.cluster, [m10])).toEqual([{ reason: "shared-tier", tier: "FLEX" }]);
    const shadow = aCluster({ internalClusterRole: "INTERNAL_SHADOW_CLUSTER", tier: "M40_NVME" });
    expect(reasons(shadow, paused)).toEqual(["internal-cluster"]);
  });

  it("refuses to pause NVMe, whether the cluster has it now or in a window", () => {
    expect(reasons(aCluster({ tier: "M40_NVME" }), paused)).toEqual(["nvme-cannot-pause"]);
    expect(reasons(aCluster({ tier: "M40" }), paused, { tier: "M40_NVME" })).toEqual(["nvme-cannot-pause"]);
    expect(reasons(aCluster({ tier: "M40_NVME" }), { tier: "M50_NVME" })).toEqual([]);
  });

  it("refuses asymmetric shards only where sizes are asked for, and nothing of what asks nothing", () => {
    const unequal = sharded(undefined, null, ["M30", "M40"]);
    const wide = sharded({ min: "M30", max: "M60" }, "CLUSTER_WIDE_SCALING");
    const targets = [m50, paused, { paused: false }, { unmanaged: true }] as const;
    expect(targets.map((target) => reasons(unequal, target))).toEqual([["asymmetric-shards"], [], [], []]);
    const mode = ["cluster-wide-auto-scaling"];
    expect(targets.slice(1).map((target) => reasons(wide, target))).toEqual([mode, mode, []]);
  });

  it("refuses asymmetric shards", () => {
    expect(checkTargets(sharded(undefined, null, ["M30", "M40", "M30"]), [m50])).toEqual([
      { reason: "asymmetric-shards", shards: ["M30", "M40"] },
    ]);
  });

  it("takes shards of different size for symmetric where Atlas chose the sizes within equal bounds", () => {
    const mode = "INDEPENDENT_SHARD_SCALING";
    expect(reasons(sharded({ min: "M30", max: "M60" }, mode, ["M30", "M40"]), bounds)).toEqual([]);
    const shards = [{ regions: [{ autoScaling: { max: "M60" } }] }, { regions: [{ autoScaling: { max: "M80" } }] }];
    expect(reasons(aCluster({ shards, autoScalingMode: mode }), bounds)).toEqual(["asymmetric-shards"]);
  });

  it("refuses a sharded cluster whose auto-scaling mode a PATCH would switch, or may switch", () => {
    const scaled = { min: "M30", max: "M60" };
    expect(reasons(sharded(scaled, "CLUSTER_WIDE_SCALING"), bounds)).toEqual(["cluster-wide-auto-scaling"]);
    expect(reasons(sharded(scaled, null), bounds)).toEqual(["auto-scaling-mode-unknown"]);
    expect(reasons(sharded(scaled, "INDEPENDENT_SHARD_SCALING"), bounds)).toEqual([]);
    expect(
      [sharded(scaled, null), sharded(undefined, null), anAutoScaledCluster("M30", scaled)].map(needsAutoScalingMode),
    ).toEqual([true, false, false]);
  });

  it("refuses tiers that Atlas Infinite does not have, and bounds with them, but no pause", () => {
    const infinite = aCluster({ edition: "INFINITE" });
    const targets = [m10, { tier: "M60" }, { tier: "R60" }, paused, { paused: false }, { unmanaged: true }] as const;
    expect(checkTargets(infinite, targets)).toEqual([]);
    for (const tier of ["M80", "M40_NVME", "M50_GEN_2", "R200"]) {
      expect(checkTargets(infinite, [{ tier }])).toEqual([{ reason: "not-in-infinite", tiers: [tier] }]);
      expect(checkTargets(aCluster(), [{ tier }])).toEqual([]);
    }
    const scaled = anAutoScaledCluster("M30", { min: "M30", max: "M60" }, { edition: "INFINITE" });
    const wide = { tier: "M80", autoScaling: { min: "M30", max: "M80" } };
    expect(checkTargets(scaled, [wide])).toEqual([{ reason: "not-in-infinite", tiers: ["M80"] }]);
  });

  it("needs bounds exactly where compute auto-scaling is on, target by target", () => {
    const scaled = anAutoScaledCluster("M40", { min: "M30", max: "M60" });
    expect(checkTargets(scaled, [bounds, m10, m50])).toEqual([
      { reason: "auto-scaled-without-bounds", target: m10 },
      { reason: "auto-scaled-without-bounds", target: m50 },
    ]);
    expect(reasons(scaled, { analyticsTier: "M30" }, paused)).toEqual([]);
    expect(checkTargets(aCluster(), [m10, bounds])).toEqual([
      { reason: "bounds-without-auto-scaling", target: bounds },
    ]);
    const both = { ...bounds, tier: "M40" };
    expect([aCluster(), scaled].map((cluster) => checkTargets(cluster, [both]))).toEqual([[], []]);
  });

  it("keeps an analytics tier within the bounds of analytics auto-scaling", () => {
    const region = { analytics: { nodeCount: 1 }, analyticsAutoScaling: { min: "M20", max: "M40" } };
    const cluster = aCluster({ shards: [{ regions: [region] }] });
    const outside = (analyticsTier: string) => reasons(cluster, { analyticsTier });
    expect(["M10", "M20", "M40", "M50", "R40"].map(outside)).toEqual([
      ["analytics-outside-bounds"],
      [],
      [],
      ["analytics-outside-bounds"],
      ["analytics-outside-bounds"],
    ]);
  });
});

describe("differs", () => {
  it.each<[string, Target, boolean]>([
    ["M10", m10, false],
    ["M10", m50, true],
    ["M10", paused, true],
    ["M10", { analyticsTier: "M40" }, false],
    ["M50", { tier: "M50_GEN_2" }, true],
  ])("%s and %p: %p", (tier, target, expected) => {
    expect(differs(aCluster({ tier }), target)).toBe(expected);
  });

  it("sees a paused cluster as paused only", () => {
    const cluster = aCluster({ paused: true });
    expect([paused, m10, m50].map((target) => differs(cluster, target))).toEqual([false, true, true]);
  });

  it("looks at every shard, region and kind of node", () => {
    const with_ = (region: object) =>
      aCluster({ shards: [{}, { regions: [{}, { regionName: "US_WEST_2", ...region }] }] });
    expect(differs(with_({}), m10)).toBe(false);
    expect(differs(with_({ electable: { instanceSize: "M20" } }), m10)).toBe(true);
    expect(differs(with_({ readOnly: { nodeCount: 1, instanceSize: "M20" } }), m10)).toBe(true);
    expect(differs(with_({ analytics: { nodeCount: 1, instanceSize: "M20" } }), m10)).toBe(false);
    expect(differs(with_({ analytics: { nodeCount: 1, instanceSize: "M20" } }), { analyticsTier: "M10" })).toBe(true);
  });

  it.each<[string, BoundsOptions, boolean]>([
    ["M30", { min: "M30", max: "M60" }, false],
    ["M60", { min: "M30", max: "M60" }, false],
    ["M40", { min: "M20", max: "M60" }, true],
    ["M40", { min: "M30", max: "M80" }, true],
    ["M40", { max: "M60", scaleDown: false }, false],
    ["M20", { max: "M60", scaleDown: false }, true],
  ])("%s in %p against M30-M60: %p", (tier, has, expected) => {
    expect(differs(anAutoScaledCluster(tier, has), bounds)).toBe(expected);
  });
});

describe("isBelow and observedTarget", () => {
  it("says what is smaller than asked", () => {
    expect([m10, m50, paused].map((target) => isBelow(aCluster({ tier: "M20" }), target))).toEqual([
      false,
      true,
      false,
    ]);
    expect(isBelow(aCluster({ tier: "M80", paused: true }), m10)).toBe(true);
    expect(isBelow(anAutoScaledCluster("M20", { min: "M10", max: "M60" }), bounds)).toBe(true);
  });

  it("sums up sizes and bounds", () => {
    expect(observedTarget(sharded(undefined, null, ["M30", "M40"]))).toEqual({
      paused: false,
      tiers: ["M30", "M40"],
      analyticsTiers: [],
      autoScaling: null,
    });
    expect(observedTarget(anAutoScaledCluster("M40", { min: "M30", max: "M60" }))).toMatchObject({
      autoScaling: { min: "M30", max: "M60" },
    });
  });
});

describe("warnTargets", () => {
  const provider = (providerName: string, tier = "M40", diskSizeGB = 10) =>
    aCluster({ tier, shards: [{ regions: [{ providerName, electable: { diskSizeGB } }] }] });

  it("has nothing to say of plain tiers", () => {
    expect(warnTargets(aCluster(), [m10, m50, paused])).toEqual([]);
  });

  it("warns of a disk that the tier does not hold, in any of its providers", () => {
    expect(warnTargets(provider("AWS", "M50", 300), [m10, m50])).toEqual([
      { reason: "disk-too-large", tier: "M10", diskGB: 300, maxGB: 128 },
    ]);
    expect(warnTargets(provider("AWS", "M30", 256), [{ tier: "M20" }])).toHaveLength(1);
    expect(warnTargets(provider("AZURE", "M30", 256), [{ tier: "M20" }])).toHaveLength(0);
    const scaled = aCluster({
      tier: "M50",
      shards: [{ regions: [{ electable: { diskSizeGB: 600 }, autoScaling: {} }] }],
    });
    expect(warnTargets(scaled, [bounds])).toEqual([{ reason: "disk-too-large", tier: "M30", diskGB: 600, maxGB: 512 }]);
  });

  it("warns of an initial sync", () => {
    expect(warnTargets(provider("AWS"), [{ tier: "M40_NVME" }])).toContainEqual({
      reason: "initial-sync",
      from: "M40",
      to: "M40_NVME",
    });
    expect(warnTargets(provider("AWS"), [{ tier: "R40" }])).toEqual([]);
    expect(warnTargets(provider("AZURE"), [{ tier: "R40" }])).toEqual([
      { reason: "initial-sync", from: "M40", to: "R40" },
    ]);
    expect(warnTargets(provider("AZURE"), [{ tier: "R40" }, { tier: "M40" }])).toHaveLength(2);
  });

  it("warns of tiers that the provider is not known to have, and of no unknown provider", () => {
    expect(warnTargets(provider("GCP"), [{ tier: "M45" }])).toEqual([
      { reason: "unknown-tier", tier: "M45", provider: "GCP" },
    ]);
    expect(warnTargets(provider("AZURE"), [{ tier: "M50_GEN_2" }])).toHaveLength(1);
    expect(warnTargets(provider("AWS"), [{ tier: "M50_GEN_2" }])).toEqual([]);
    expect(warnTargets(provider("NEW"), [{ tier: "M45" }])).toEqual([]);
  });

  it.each([
    ["AWS", "M40", { ebsVolumeType: "PROVISIONED", diskIOPS: 4000 }, "M20", "PROVISIONED with 4000 IOPS"],
    ["AWS", "M40", { ebsVolumeType: "PROVISIONED", diskIOPS: 4000 }, "M30", null],
    ["AWS", "M40", { ebsVolumeType: "STANDARD", diskIOPS: 3000 }, "M20", null],
    ["AWS", "M40_GEN_2", { ebsVolumeType: "STANDARD", diskIOPS: 8000 }, "M40", "8000 IOPS"],
    ["AWS", "M40_GEN_2", { ebsVolumeType: "STANDARD", diskIOPS: 3000 }, "M40", null],
    ["AWS", "M40_GEN_2", { ebsVolumeType: "STANDARD", diskIOPS: 8000 }, "M50_GEN_2", null],
    ["GCP", "M40_GEN_2", { diskIOPS: 4000 }, "M40", "4000 IOPS"],
    ["AZURE", "M40", { diskIOPS: 6000, diskSizeGB: 128 }, "M30", "6000 IOPS"],
    ["AZURE", "M40", { diskIOPS: 3500, diskSizeGB: 128 }, "M30", null],
  ])(
    "warns of a volume that a scheduled tier cannot have: %s %s %p to %s",
    (providerName, tier, electable, to, volume) => {
      const cluster = aCluster({ tier, shards: [{ regions: [{ providerName, electable }] }] });
      const found = warnTargets(cluster, [{ tier: to }]).filter(({ reason }) => reason === "volume-not-kept");
      expect(found).toEqual(volume === null ? [] : [{ reason: "volume-not-kept", tier: to, volume }]);
    },
  );

  it("warns of no volume where several clouds leave no choice", () => {
    const electable = { ebsVolumeType: "PROVISIONED", diskIOPS: 4000 };
    const regions = [{ providerName: "AWS", electable }, { providerName: "GCP" }];
    expect(warnTargets(aCluster({ tier: "M40", shards: [{ regions }] }), [{ tier: "M20" }])).toEqual([]);
  });

  it("warns of an analytics tier without analytics nodes, and of scale-down off", () => {
    expect(warnTargets(aCluster(), [{ analyticsTier: "M40" }])).toEqual([
      { reason: "no-analytics-nodes", tier: "M40" },
    ]);
    expect(warnTargets(anAutoScaledCluster("M40", { max: "M60", scaleDown: false }), [bounds])).toEqual([
      { reason: "never-scales-down", min: "M30" },
    ]);
  });
});

describe("a tier beside bounds, in a schedule whose other targets are bounds alone", () => {
  const targets = [
    { autoScaling: { min: "M30", max: "M60" } },
    { autoScaling: { min: "M50", max: "M80" }, tier: "M60" },
  ];

  it("is skipped for a cluster without auto-scaling, which would keep it for ever", () => {
    const fitted = fitTarget(aCluster({ tier: "M30" }), targets[1] ?? { unmanaged: true }, targets);
    expect(fitted.target).toEqual({ unmanaged: true });
    expect(fitted.refusals.map(({ reason }) => reason)).toEqual(["bounds-without-auto-scaling"]);
  });
});
