import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { differs } from "../../../src/cluster/observed";
import { pauseBody, resizeBody, resumeBody } from "../../../src/cluster/patch/patch";
import { readCluster } from "../../../src/cluster/read";
import { aCluster, aDescription, anAutoScaledCluster, type ClusterOptions } from "../builders";

const off = { compute: { enabled: false, scaleDownEnabled: false }, diskGB: { enabled: false } };

/** Region configs of the first shard. */
function regionsOf(options: ClusterOptions, target: Parameters<typeof resizeBody>[1]) {
  return resizeBody(aCluster(options), target).replicationSpecs[0]?.regionConfigs ?? [];
}

describe("resizeBody", () => {
  it("writes the whole body of a two-shard cluster, both shards with their ids", () => {
    const shard = (id: string) => ({
      id,
      zoneName: "Zone 1",
      regionConfigs: [
        {
          providerName: "AWS",
          regionName: "US_EAST_1",
          priority: 7,
          electableSpecs: { instanceSize: "M50", nodeCount: 3, diskSizeGB: 10, ebsVolumeType: "STANDARD" },
          readOnlySpecs: { instanceSize: "M50", nodeCount: 0, diskSizeGB: 10, ebsVolumeType: "STANDARD" },
          autoScaling: off,
        },
      ],
    });
    expect(resizeBody(aCluster({ shards: [{}, {}] }), { tier: "M50" })).toEqual({
      replicationSpecs: [shard("6b00000000000000000000d0"), shard("6b00000000000000000000d1")],
    });
  });

  it("keeps regions, providers, priorities and zones of a multi-cloud, geo-sharded cluster", () => {
    const regions = [
      { regionName: "EU_WEST_1", priority: 7, electable: { nodeCount: 2 } },
      { providerName: "GCP", regionName: "EUROPE_WEST_3", priority: 6, electable: { nodeCount: 1 } },
      {
        providerName: "AZURE",
        regionName: "EUROPE_NORTH",
        priority: 0,
        electable: { nodeCount: 0 },
        readOnly: { nodeCount: 2 },
      },
    ];
    const shards = [{ zoneName: "Europe", regions }, { zoneName: "America" }];
    const body = resizeBody(aCluster({ clusterType: "GEOSHARDED", shards }), { tier: "M40" });
    expect(body.replicationSpecs.map((shard) => shard.zoneName)).toEqual(["Europe", "America"]);
    const configs = body.replicationSpecs[0]?.regionConfigs ?? [];
    expect(configs.map((config) => [config.providerName, config.regionName, config.priority])).toEqual([
      ["AWS", "EU_WEST_1", 7],
      ["GCP", "EUROPE_WEST_3", 6],
      ["AZURE", "EUROPE_NORTH", 0],
    ]);
    expect(configs[2]?.readOnlySpecs).toEqual({ instanceSize: "M40", nodeCount: 2, diskSizeGB: 10 });
  });

  it("changes electable and read-only nodes together, analytics nodes only when asked", () => {
    const region = { readOnly: { nodeCount: 1 }, analytics: { nodeCount: 1, instanceSize: "M20" } };
    const shards = [{ regions: [region] }];
    const sizes = (target: Parameters<typeof resizeBody>[1]) =>
      regionsOf({ shards }, target).map(({ electableSpecs, readOnlySpecs, analyticsSpecs }) => [
        electableSpecs?.instanceSize,
        readOnlySpecs?.instanceSize,
        analyticsSpecs?.instanceSize,
      ]);
    expect(sizes({ tier: "M50" })).toEqual([["M50", "M50", "M20"]]);
    expect(sizes({ tier: "M50", analyticsTier: "M30" })).toEqual([["M50", "M50", "M30"]]);
    expect(sizes({ analyticsTier: "M30" })).toEqual([["M10", "M10", "M30"]]);
  });

  it("leaves out analytics specs without nodes", () => {
    expect(regionsOf({}, { tier: "M50", analyticsTier: "M50" })[0]).not.toHaveProperty("analyticsSpecs");
  });

  it.each([
    ["AWS", { ebsVolumeType: "STANDARD", diskIOPS: 3000 }, "M10", "M50", undefined],
    ["AWS", { ebsVolumeType: "PROVISIONED", diskIOPS: 4000 }, "M40", "M50", 4000],
    ["AWS", { ebsVolumeType: "PROVISIONED", diskIOPS: 4000 }, "M40", "M30", 4000],
    ["AWS", { ebsVolumeType: "PROVISIONED", diskIOPS: 4000 }, "M40", "M20", undefined],
    ["AWS", { ebsVolumeType: "HIGH_PERFORMANCE", diskIOPS: 9000 }, "M40", "M50", 9000],
    ["AWS", { ebsVolumeType: "PROVISIONED", diskIOPS: 9000 }, "M40", "M50_GEN_2", 9000],
    ["AWS", { ebsVolumeType: "STANDARD", diskIOPS: 8000, diskSizeGB: 160 }, "M40_GEN_2", "M50_GEN_2", 8000],
    ["AWS", { ebsVolumeType: "STANDARD", diskIOPS: 3000 }, "R40_GEN_2", "R50_GEN_2", 3000],
    ["AWS", { ebsVolumeType: "STANDARD", diskIOPS: 8000 }, "M40_GEN_2", "M50", undefined],
    ["AWS", { ebsVolumeType: "STANDARD", diskIOPS: 3000 }, "M40", "M50_GEN_2", undefined],
    ["GCP", { diskIOPS: 3000 }, "M40", "M50", undefined],
    ["GCP", { diskIOPS: 4000 }, "M40_GEN_2", "M50_GEN_2", 4000],
    ["GCP", { diskIOPS: 4000 }, "M40", "M50_GEN_2", undefined],
    ["AZURE", { diskIOPS: 3500, diskSizeGB: 8 }, "M40", "M50", undefined],
    ["AZURE", { diskIOPS: 3500, diskSizeGB: 128 }, "M40", "M50", undefined],
    ["AZURE", { diskIOPS: 500, diskSizeGB: 128 }, "M40", "M50", undefined],
    ["AZURE", { diskIOPS: 5000, diskSizeGB: 1024 }, "M40", "M50", undefined],
    ["AZURE", { diskIOPS: 7500, diskSizeGB: 2048 }, "M40", "M50", undefined],
    ["AZURE", { diskIOPS: 16000, diskSizeGB: 8192 }, "M80", "M50", undefined],
    ["AZURE", { diskIOPS: 6000, diskSizeGB: 128 }, "M40", "M50", 6000],
    ["AZURE", { diskIOPS: 6000, diskSizeGB: 128 }, "M40", "M30", undefined],
    ["AZURE", { diskIOPS: 6000, diskSizeGB: 128 }, "M30", "M40", undefined],
  ])("%s %p from %s to %s sends IOPS %p", (providerName, electable, from, to, expected) => {
    const shards = [{ regions: [{ providerName, electable }] }];
    expect(regionsOf({ shards, tier: from }, { tier: to })[0]?.electableSpecs?.diskIOPS).toBe(expected);
  });

  it.each<[string, string, { readonly tier: string; readonly analyticsTier?: string }]>([
    ["M40_NVME", "M40_NVME", { tier: "M50_NVME" }],
    ["M40", "M40", { tier: "M40_NVME" }],
    ["M40_NVME", "M40", { tier: "M40" }],
    ["M40", "M40_NVME", { tier: "M50" }],
    ["M40", "M40", { tier: "M50", analyticsTier: "M50_NVME" }],
  ])("sends no disk keys where any node is or becomes NVMe: %s, analytics %s, to %j", (tier, instanceSize, target) => {
    const analytics = { nodeCount: 1, instanceSize };
    const [region] = regionsOf({ tier, shards: [{ regions: [{ analytics }] }] }, target);
    expect(region?.electableSpecs).toEqual({ instanceSize: target.tier, nodeCount: 3 });
    expect(region?.analyticsSpecs).toEqual({ instanceSize: target.analyticsTier ?? instanceSize, nodeCount: 1 });
  });

  it("drops predictiveEnabled and keeps the rest of auto-scaling", () => {
    const bounds = { min: "M30", max: "M60" };
    const body = resizeBody(anAutoScaledCluster("M40", bounds), {
      autoScaling: { min: "M50", max: "M80" },
      tier: "M60",
    });
    const config = body.replicationSpecs[0]?.regionConfigs[0];
    expect(config?.autoScaling).toEqual({
      compute: { enabled: true, scaleDownEnabled: true, minInstanceSize: "M50", maxInstanceSize: "M80" },
      diskGB: { enabled: true },
    });
    expect(config?.electableSpecs?.instanceSize).toBe("M60");
  });

  it("sends a lower bound only where Atlas may scale down", () => {
    const cluster = anAutoScaledCluster("M40", { max: "M60", scaleDown: false });
    const body = resizeBody(cluster, { autoScaling: { min: "M50", max: "M80" } });
    expect(body.replicationSpecs[0]?.regionConfigs[0]?.autoScaling?.compute).toEqual({
      enabled: true,
      scaleDownEnabled: false,
      maxInstanceSize: "M80",
    });
  });

  it.each([
    ["M30", { min: "M50", max: "M80" }, "M50"],
    ["M80", { min: "M30", max: "M60" }, "M60"],
    ["M50", { min: "M40", max: "M60" }, "M50"],
    ["R50", { min: "M40", max: "M60" }, "M50"],
    ["R50", { min: "R40", max: "R60" }, "R50"],
  ])("takes the nearest size inside new bounds: %s in %p is %s", (tier, autoScaling, expected) => {
    const body = resizeBody(anAutoScaledCluster(tier, { min: "M10", max: "M20" }), { autoScaling });
    expect(body.replicationSpecs[0]?.regionConfigs[0]?.electableSpecs?.instanceSize).toBe(expected);
  });

  it("keeps Atlas's own choice of a size where only analytics nodes change", () => {
    const bounds = { min: "M50", max: "M80" };
    const regions = [{ autoScaling: bounds, analytics: { nodeCount: 1, instanceSize: "M20" } }];
    const target = { autoScaling: bounds, tier: "M60", analyticsTier: "M40" };
    const config = regionsOf({ tier: "M80", shards: [{ regions }] }, target)[0];
    expect(config?.electableSpecs?.instanceSize).toBe("M80");
    expect(config?.analyticsSpecs?.instanceSize).toBe("M40");
  });

  it("leaves auto-scaling of analytics nodes, and of compute that is off, as it is", () => {
    const regions = [{ analyticsAutoScaling: { min: "M10", max: "M30" }, analytics: { nodeCount: 1 } }];
    const config = regionsOf({ shards: [{ regions }] }, { tier: "M50" })[0];
    expect(config?.autoScaling).toEqual(off);
    expect(config?.analyticsAutoScaling?.compute).toEqual({
      enabled: true,
      scaleDownEnabled: true,
      minInstanceSize: "M10",
      maxInstanceSize: "M30",
    });
  });

  it("pauses and resumes alone", () => {
    expect([pauseBody(), resumeBody()]).toEqual([{ paused: true }, { paused: false }]);
  });
});

const tier = fc.constantFrom("M10", "M20", "M30", "M40", "M50", "M60", "R40", "R80", "M40_GEN_2", "M50_GEN_2");
const disk = fc.record({
  nodeCount: fc.integer({ min: 0, max: 5 }),
  diskSizeGB: fc.integer({ min: 10, max: 4096 }),
  diskIOPS: fc.integer({ min: 100, max: 16_000 }),
  ebsVolumeType: fc.constantFrom("STANDARD", "PROVISIONED", "HIGH_PERFORMANCE"),
});
const bounds = fc.record({
  min: fc.constantFrom("M10", "M20"),
  max: fc.constantFrom("M40", "M80"),
  scaleDown: fc.boolean(),
});
const region = fc.record(
  {
    providerName: fc.constantFrom("AWS", "AZURE", "GCP"),
    regionName: fc.stringMatching(/^[A-Z]{2}_[A-Z]{4}_[1-4]$/),
    priority: fc.integer({ min: 0, max: 7 }),
    electable: disk.map((spec) => ({ ...spec, nodeCount: spec.nodeCount + 1 })),
    readOnly: disk,
    analytics: fc.tuple(disk, tier).map(([spec, instanceSize]) => ({ ...spec, instanceSize })),
    autoScaling: bounds,
    analyticsAutoScaling: bounds,
  },
  { requiredKeys: ["providerName", "electable"] },
);
const shard = fc.record({
  zoneName: fc.string({ minLength: 1 }),
  regions: fc.array(region, { minLength: 1, maxLength: 4 }),
});
const options = fc.record({ tier, shards: fc.array(shard, { minLength: 1, maxLength: 4 }) });
const target = fc.oneof(
  fc.record({ tier, analyticsTier: tier }, { requiredKeys: [] }),
  fc.record(
    {
      tier: fc.constantFrom("M30", "M40", "M50", "M60"),
      analyticsTier: tier,
      autoScaling: fc.constant({ min: "M30", max: "M60" }),
    },
    { requiredKeys: ["autoScaling"] },
  ),
);

type Json = { [key: string]: Json } & Json[] & string;

/** What may change, made equal in both; what GET returns and no PATCH may carry, taken out. */
function settled(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => settled(item));
  if (typeof value !== "object" || value === null) return value;
  const json = value as Json;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(json)) {
    if (["zoneId", "predictiveEnabled", "diskIOPS", "ebsVolumeType"].includes(name)) continue;
    if (name.startsWith("effective")) continue;
    if (name === "analyticsSpecs" && (inner as Record<string, unknown>).nodeCount === 0) continue;
    const isSize = ["instanceSize", "minInstanceSize", "maxInstanceSize"].includes(name);
    kept[name] = isSize && !(key === "analyticsAutoScaling") ? "any" : settled(inner, key === "" ? name : key);
  }
  return kept;
}

describe("resizeBody, whatever the cluster and the target", () => {
  it("changes sizes and bounds and nothing else", () => {
    fc.assert(
      fc.property(options, target, (cluster, asked) => {
        const { replicationSpecs } = aDescription(cluster) as { replicationSpecs: unknown };
        const body = resizeBody(aCluster(cluster), asked);
        expect(settled(body.replicationSpecs)).toEqual(settled(replicationSpecs));
      }),
      { numRuns: 200, seed: 20260801 },
    );
  });

  /** Each region as observed, and what is sent for it. */
  function electablesOf(cluster: Parameters<typeof aCluster>[0], asked: Parameters<typeof resizeBody>[1]) {
    const observed = aCluster(cluster);
    const seen = observed.shards.flatMap(({ regions }) => regions);
    const sent = resizeBody(observed, asked).replicationSpecs.flatMap(({ regionConfigs }) => regionConfigs);
    const isOnOneCloud = new Set(seen.map(({ providerName }) => providerName)).size === 1;
    return { isOnOneCloud, pairs: seen.map((region, index) => ({ seen: region, sent: sent[index]?.electableSpecs })) };
  }

  it("sends no volume for a cluster on several clouds, and nowhere IOPS that were not observed", () => {
    const sentIops = new Set<string>();
    fc.assert(
      fc.property(options, target, (cluster, asked) => {
        const { isOnOneCloud, pairs } = electablesOf(cluster, asked);
        for (const { seen, sent } of pairs) {
          sentIops.add(`${seen.providerName} ${sent?.diskIOPS !== undefined}`);
          expect([undefined, isOnOneCloud && seen.electable?.diskIOPS]).toContain(sent?.diskIOPS);
          const isTyped = isOnOneCloud && seen.providerName === "AWS";
          expect(sent?.ebsVolumeType !== undefined).toBe(isTyped);
        }
      }),
      { numRuns: 800, seed: 20260801 },
    );
    const each = ["AWS false", "AWS true", "AZURE false", "AZURE true", "GCP false", "GCP true"];
    expect([...sentIops].sort()).toEqual(each);
  });

  it("keeps provisioned volumes of AWS with their IOPS, but on tiers that have none", () => {
    fc.assert(
      fc.property(options, target, (cluster, asked) => {
        const { isOnOneCloud, pairs } = electablesOf(cluster, asked);
        for (const { seen, sent } of pairs) {
          const { ebsVolumeType, diskIOPS } = seen.electable ?? {};
          if (!isOnOneCloud || seen.providerName !== "AWS" || ebsVolumeType === "STANDARD") continue;
          const isTooSmall = ["M10", "M20"].includes(sent?.instanceSize ?? "");
          expect([sent?.ebsVolumeType, sent?.diskIOPS]).toEqual(
            isTooSmall ? ["STANDARD", undefined] : [ebsVolumeType, diskIOPS],
          );
        }
      }),
      { numRuns: 200, seed: 20260801 },
    );
  });

  it("gets there: a description with the body merged in differs no more", () => {
    fc.assert(
      fc.property(options, target, (cluster, asked) => {
        const before = aCluster(cluster);
        const hasBounds = before.shards.some(({ regions }) => regions.some((one) => one.autoScaling?.compute?.enabled));
        fc.pre(hasBounds || !("autoScaling" in asked));
        const description = { ...aDescription(cluster), ...resizeBody(before, asked) };
        const read = readCluster(description);
        expect("cluster" in read && differs(read.cluster, asked)).toBe(false);
      }),
      { numRuns: 200, seed: 20260801 },
    );
  });
});
