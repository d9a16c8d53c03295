import { describe, expect, it } from "@jest/globals";
import { likenessOf } from "../../src/cluster/likeness";
import type { Cluster } from "../../src/cluster/model";
import { aCluster } from "./builders";

const bounds = { min: "M30", max: "M60" };
const node = { nodeCount: 1, instanceSize: "M30" };
const region = { readOnly: node, analytics: node, autoScaling: bounds, analyticsAutoScaling: bounds };
const full = aCluster({
  tags: { "scheduler-hold": "20261201T1200Z" },
  shards: [{ regions: [region, { ...region, priority: 6 }] }],
});

type Json = { [key: string]: Json } | string | number | boolean | null;

/** The cluster as often as it has leaves, each time with another leaf changed. */
function variants(value: Json, path: string): { path: string; changed: Json }[] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, member]) =>
      variants(member, `${path}.${key}`.replace(/^\./, "")).map((variant) => ({
        path: variant.path,
        changed: Array.isArray(value)
          ? (value.map((one, index) => (String(index) === key ? variant.changed : one)) as unknown as Json)
          : { ...value, [key]: variant.changed },
      })),
    );
  }
  if (typeof value === "number") return [{ path, changed: value + 1 }];
  if (typeof value === "boolean") return [{ path, changed: !value }];
  return [{ path, changed: `${value ?? ""}x` }];
}

/** What decisions, refusals and warnings without history do not look at. */
const doesNotMatter =
  /^(?:name|id|projectId|createdAtMs|tags\.0\.key)$|\.(?:id|zoneName|regionName|priority|diskIOPS|ebsVolumeType|diskEnabled)$/;

describe("likenessOf", () => {
  const all = variants(full as unknown as Json, "");

  it.each(all.filter(({ path }) => !doesNotMatter.test(path)))("tells clusters apart by $path", ({ changed }) => {
    expect(likenessOf(changed as unknown as Cluster)).not.toBe(likenessOf(full));
  });

  it("looks at everything that a description holds, name and places apart", () => {
    const same = all.filter(({ changed }) => likenessOf(changed as unknown as Cluster) === likenessOf(full));
    const paths = new Set(same.map(({ path }) => path.replace(/.*\./, "")));
    expect([...paths].sort()).toEqual(
      "createdAtMs diskEnabled diskIOPS ebsVolumeType id name priority projectId regionName zoneName".split(" "),
    );
  });

  it("does not look at other tags, and at the hold only for what it says", () => {
    expect(likenessOf(aCluster({ tags: { env: "dev" } }))).toBe(likenessOf(aCluster()));
    expect(likenessOf(aCluster({ tags: { "scheduler-hold": "x" } }))).not.toBe(likenessOf(aCluster()));
  });

  it("tells shards from regions", () => {
    const regions = aCluster({ shards: [{ regions: [{}, { priority: 6 }] }] });
    const shards = aCluster({ shards: [{}, {}], clusterType: "REPLICASET" });
    expect(likenessOf(regions)).not.toBe(likenessOf(shards));
  });
});
