import { beforeAll, describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";
import type { RequestRecord } from "../../src/local/admin-api/http/http-types";
import type { Cluster } from "../../src/local/admin-api/model";
import { aDocument, anAtlas, billing, project } from "./an-app";

const regions = [
  { providerName: "AWS", regionName: "EU_WEST_1", electable: 3, readOnly: 1, analytics: 1 },
  { providerName: "AZURE", regionName: "EUROPE_NORTH", electable: 2 },
  { providerName: "GCP", regionName: "WESTERN_EUROPE", electable: 2, readOnly: 2 },
  { providerName: "AWS", regionName: "US_EAST_1", readOnly: 1 },
] as const;

const zones = ["Europe", "Americas"].map((zoneName) => ({
  zoneName,
  regions: [regions[0], { ...regions[3], readOnly: 2 }],
}));

const scheduled: readonly ClusterInput[] = [
  { name: "replica-set", diskSizeGB: 80, tags: { env: "prod" } },
  { name: "sharded", shards: 3, analyticsNodes: 1 },
  { name: "multi-cloud", regions },
  { name: "geo-sharded", clusterType: "GEOSHARDED", shards: zones },
  { name: "provisioned", diskSizeGB: 100, ebsVolumeType: "PROVISIONED", diskIOPS: 3500 },
  { name: "analytics", analyticsNodes: 2, analyticsTier: "M40" },
  { name: "protected", terminationProtectionEnabled: true, backupEnabled: true, scalingStrategy: "SEQUENTIAL" },
];

const unscheduled: readonly ClusterInput[] = [
  { name: "by-hand", tier: "M40" },
  { name: "free", tier: "M0" },
  { name: "asleep", paused: true },
];

/** The description with another size where the base nodes have theirs; analytics nodes keep their own. */
function resized(description: unknown, instanceSize: string): unknown {
  return JSON.parse(
    JSON.stringify(description, (key, value: unknown) =>
      /^(?:effective)?(?:electable|readOnly)Specs$/i.test(key) ? { ...(value as object), instanceSize } : value,
    ),
  );
}

/** Without the specs that stand for no node: what Atlas shows there says nothing. */
function withNodes(description: unknown): unknown {
  return JSON.parse(
    JSON.stringify(description, (key, value: unknown) => {
      const isNone = key.endsWith("Specs") && (value as { nodeCount?: number }).nodeCount === 0;
      return isNone ? undefined : value;
    }),
  );
}

const nameIn = ({ path }: RequestRecord) => path.slice(path.lastIndexOf("/") + 1);

describe("a whole window, M30 to M50 and back", () => {
  let told: {
    readonly before: Record<string, unknown>;
    readonly during: Record<string, unknown>;
    readonly after: Record<string, unknown>;
    readonly patches: readonly RequestRecord[];
    readonly failures: readonly unknown[];
    readonly cluster: (name: string) => Cluster | undefined;
  };

  beforeAll(async () => {
    const clusters = [...scheduled, ...unscheduled].map((cluster) => ({ tier: "M30", diskSizeGB: 40, ...cluster }));
    const names = scheduled.map(({ name }) => name);
    const atlas = await anAtlas({
      schedule: aDocument([{ ...billing, clusters: names, baseline: { tier: "M30" } }]),
      from: "2026-12-01T11:00Z",
      clusters,
      firingRule: ({ trigger }) => (trigger === "heartbeat" ? [] : [0]),
    });
    const before = atlas.described();
    await atlas.until("2026-12-02T12:00Z");
    const during = atlas.described();
    await atlas.until("2026-12-03T12:00Z");
    told = {
      before,
      during,
      after: atlas.described(),
      patches: atlas.patches(),
      failures: atlas.scheduler.runs.filter(({ execution }) => execution.outcome === "failed"),
      cluster: (name) => atlas.state.cluster(project, name),
    };
  });

  it("asks once each way for every scheduled cluster, and Atlas accepts it all", () => {
    const names = scheduled.map(({ name }) => name).sort();
    expect(told.failures).toEqual([]);
    expect(told.patches.map(({ status }) => status)).toEqual(names.concat(names).map(() => 200));
    expect(told.patches.slice(0, names.length).map(nameIn).sort()).toEqual(names);
    expect(told.patches.slice(names.length).map(nameIn).sort()).toEqual(names);
  });

  it.each(scheduled.map(({ name }) => name))("moves the sizes of %s there and back, and nothing else", (name) => {
    expect(withNodes(told.during[name])).toEqual(withNodes(resized(told.before[name], "M50")));
    expect(withNodes(told.after[name])).toEqual(withNodes(told.before[name]));
  });

  it.each(unscheduled.map(({ name }) => name))("leaves alone %s, which no schedule names", (name) => {
    expect(told.during[name]).toEqual(told.before[name]);
    expect(told.after[name]).toEqual(told.before[name]);
  });

  it("sends every region, node count, disk and priority of a multi-cloud cluster", () => {
    const patch = told.patches.find((one) => nameIn(one) === "multi-cloud");
    const [shard] = told.cluster("multi-cloud")?.shards ?? [];
    const nodes = (nodeCount: number) => ({ instanceSize: "M50", nodeCount, diskSizeGB: 40 });
    const autoScaling = { compute: { enabled: false, scaleDownEnabled: false }, diskGB: { enabled: false } };
    const analyticsSpecs = { ...nodes(1), instanceSize: "M30" };
    const place = (providerName: string, regionName: string, priority: number, specs: object) => {
      return { providerName, regionName, priority, ...specs, autoScaling };
    };
    expect(patch?.body).toEqual({
      replicationSpecs: [
        {
          id: shard?.id,
          zoneName: "Zone 1",
          regionConfigs: [
            place("AWS", "EU_WEST_1", 7, { electableSpecs: nodes(3), readOnlySpecs: nodes(1), analyticsSpecs }),
            place("AZURE", "EUROPE_NORTH", 6, { electableSpecs: nodes(2), readOnlySpecs: nodes(0) }),
            place("GCP", "WESTERN_EUROPE", 5, { electableSpecs: nodes(2), readOnlySpecs: nodes(2) }),
            place("AWS", "US_EAST_1", 0, { electableSpecs: nodes(0), readOnlySpecs: nodes(1) }),
          ],
        },
      ],
    });
  });

  it("changes every shard of a sharded cluster in one request, each with its own id", () => {
    const patch = told.patches.find((one) => nameIn(one) === "sharded");
    const body = patch?.body as { replicationSpecs: { id: string; regionConfigs: object[] }[] } | undefined;
    const shards = told.cluster("sharded")?.shards.map(({ id }) => id);
    expect(body?.replicationSpecs.map(({ id }) => id)).toEqual(shards);
    expect(new Set(shards).size).toBe(3);
    const [first, ...others] = body?.replicationSpecs ?? [];
    for (const { regionConfigs } of others) expect(regionConfigs).toEqual(first?.regionConfigs);
  });

  it("keeps the IOPS that somebody provisioned", () => {
    const patch = told.patches.find((one) => nameIn(one) === "provisioned");
    expect(patch?.body).toMatchObject({
      replicationSpecs: [
        {
          regionConfigs: [
            { electableSpecs: { instanceSize: "M50", diskIOPS: 3500, ebsVolumeType: "PROVISIONED", diskSizeGB: 100 } },
          ],
        },
      ],
    });
  });
});
