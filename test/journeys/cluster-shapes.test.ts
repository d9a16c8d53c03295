import { describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../src/local/admin-api/cluster-input";
import type { RequestRecord } from "../../src/local/admin-api/http-types";
import { aDocument, anAtlas, billing, type Journey, project } from "./an-app";

/** Only the runs at the boundaries, so that whole windows are cheap. */
const atBoundaries = ({ trigger }: { readonly trigger: string }) => (trigger === "heartbeat" ? [] : [0]);

const window = { from: "2026-12-01T11:00Z", until: "2026-12-03T05:00Z" };

/** From M30 to M50 and back. */
async function throughTheWindow(clusters: readonly ClusterInput[], names: readonly string[] = ["Cluster0"]) {
  const schedule = aDocument([{ ...billing, clusters: names, baseline: { tier: "M30" } }]);
  const atlas = await anAtlas({
    schedule,
    from: window.from,
    clusters: clusters.map((cluster) => ({ tier: "M30", diskSizeGB: 40, ...cluster })),
    firingRule: atBoundaries,
  });
  const before = atlas.described();
  await atlas.until("2026-12-02T12:00Z");
  const during = atlas.described();
  await atlas.until(window.until);
  expect(atlas.scheduler.runs.map(({ execution }) => execution.error?.message)).toEqual([undefined, undefined]);
  return { atlas, before, during, after: atlas.described(), patches: atlas.patches() };
}

/** The description with another size where the cluster's base nodes have theirs; analytics nodes keep their own. */
function resized(description: unknown, to: string): unknown {
  const isBase = (key: string) => /^(?:effective)?(?:electable|readOnly)Specs$/i.test(key);
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        isBase(key) ? { ...(inner as object), instanceSize: to } : walk(inner),
      ]),
    );
  };
  return walk(description);
}

const regions = [
  { providerName: "AWS", regionName: "EU_WEST_1", electable: 3, readOnly: 1, analytics: 1 },
  { providerName: "AZURE", regionName: "EUROPE_NORTH", electable: 2 },
  { providerName: "GCP", regionName: "WESTERN_EUROPE", electable: 2, readOnly: 2 },
  { providerName: "AWS", regionName: "US_EAST_1", readOnly: 1 },
] as const;

describe("whole windows", () => {
  it.each<[string, ClusterInput]>([
    ["a replica set", { name: "Cluster0", diskSizeGB: 80, tags: { env: "prod" } }],
    ["a symmetric sharded cluster", { name: "Cluster0", shards: 3, analyticsNodes: 1 }],
    ["nodes in several regions and clouds", { name: "Cluster0", regions }],
    ["a geo-sharded cluster", { name: "Cluster0", clusterType: "GEOSHARDED", shards: geoShards() }],
    ["provisioned disks", { name: "Cluster0", diskSizeGB: 400, ebsVolumeType: "PROVISIONED", diskIOPS: 3500 }],
    ["analytics nodes of another size", { name: "Cluster0", analyticsNodes: 2, analyticsTier: "M40" }],
  ])("moves the sizes of %s there and back, and nothing else", async (_name, cluster) => {
    const { before, during, after, patches } = await throughTheWindow([cluster]);
    expect(patches.map(({ status }) => status)).toEqual([200, 200]);
    expect(withNodes(during)).toEqual(withNodes(resized(before, "M50")));
    expect(withNodes(after)).toEqual(withNodes(before));
  });

  it("sends every shard, region, node count, disk and priority of a multi-cloud cluster", async () => {
    const { atlas, patches } = await throughTheWindow([{ name: "Cluster0", regions }]);
    const [shard] = atlas.state.cluster(project, "Cluster0")?.shards ?? [];
    const aws = (nodeCount: number) => ({ instanceSize: "M50", nodeCount, diskSizeGB: 40, ebsVolumeType: "STANDARD" });
    const other = (nodeCount: number) => ({ instanceSize: "M50", nodeCount, diskSizeGB: 40 });
    const autoScaling = { compute: { enabled: false, scaleDownEnabled: false }, diskGB: { enabled: false } };
    const analyticsSpecs = { instanceSize: "M30", nodeCount: 1, diskSizeGB: 40, ebsVolumeType: "STANDARD" };
    expect(patches[0]?.body).toEqual({
      replicationSpecs: [
        {
          id: shard?.id,
          zoneName: "Zone 1",
          regionConfigs: [
            place("AWS", "EU_WEST_1", 7, {
              electableSpecs: aws(3),
              readOnlySpecs: aws(1),
              analyticsSpecs,
              autoScaling,
            }),
            place("AZURE", "EUROPE_NORTH", 6, { electableSpecs: other(2), readOnlySpecs: other(0), autoScaling }),
            place("GCP", "WESTERN_EUROPE", 5, { electableSpecs: other(2), readOnlySpecs: other(2), autoScaling }),
            place("AWS", "US_EAST_1", 0, { electableSpecs: aws(0), readOnlySpecs: aws(1), autoScaling }),
          ],
        },
      ],
    });
  });

  it("changes every shard of a sharded cluster in one request, each with its own id", async () => {
    const { atlas, patches } = await throughTheWindow([{ name: "Cluster0", shards: 2 }]);
    const sent = specsIn(patches[0]);
    expect(sent.map(({ id }) => id)).toEqual(shardIds(atlas));
    expect(new Set(shardIds(atlas)).size).toBe(2);
    expect(sent[1]?.regionConfigs).toEqual(sent[0]?.regionConfigs);
  });

  it("moves the clusters that the schedule names, and leaves the others of the project alone", async () => {
    const clusters: ClusterInput[] = [
      { name: "Cluster0" },
      { name: "by-hand", tier: "M40" },
      { name: "sharded", shards: 2 },
      { name: "free", tier: "M0" },
      { name: "asleep", paused: true },
    ];
    const { before, during, after, patches } = await throughTheWindow(clusters, ["Cluster0", "sharded"]);
    const names = patches.map(({ path }) => path.slice(path.lastIndexOf("/") + 1));
    expect(names.sort()).toEqual(["Cluster0", "Cluster0", "sharded", "sharded"]);
    for (const name of ["by-hand", "free", "asleep"]) expect(during[name]).toEqual(before[name]);
    expect(after).toEqual(before);
  });
});

function geoShards() {
  return ["Europe", "Americas"].map((zoneName) => ({
    zoneName,
    regions: [regions[0], { ...regions[3], readOnly: 2 }],
  }));
}

function place(providerName: string, regionName: string, priority: number, rest: object): object {
  return { providerName, regionName, priority, ...rest };
}

function specsIn(patch: RequestRecord | undefined): { id: string; regionConfigs: object[] }[] {
  const body = patch?.body as { replicationSpecs: { id: string; regionConfigs: object[] }[] } | undefined;
  return body?.replicationSpecs ?? [];
}

function shardIds(atlas: Journey): string[] {
  return (atlas.state.cluster(project, "Cluster0")?.shards ?? []).map(({ id }) => id);
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
