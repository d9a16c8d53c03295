/** What a person does in the Atlas UI, as the bodies of PATCH requests built from what Atlas shows. */

import { describeCluster } from "../../../src/local/admin-api/clusters/descriptions/description";
import type { JsonObject } from "../../../src/local/admin-api/http/json-reading";
import type { Cluster } from "../../../src/local/admin-api/model";

interface Specs {
  instanceSize: string;
  nodeCount: number;
  diskIOPS?: number;
}

interface RegionConfig {
  electableSpecs: Specs;
  readOnlySpecs: Specs;
  analyticsSpecs: Specs;
  [key: string]: unknown;
}

interface ReplicationSpec {
  id: string;
  zoneName: string;
  regionConfigs: RegionConfig[];
}

/** Puts the base nodes of every shard at `tier` and leaves everything else as it is. */
export function resizeBody(cluster: Cluster, tier: string): JsonObject {
  const described = describeCluster(cluster, { apiUrl: "", asRequested: false });
  const specs = structuredClone(described.replicationSpecs) as ReplicationSpec[];
  return {
    replicationSpecs: specs.map(({ id, zoneName, regionConfigs }) => ({
      id,
      zoneName,
      regionConfigs: regionConfigs.map((region) => resizedRegion(region, tier)),
    })),
  };
}

function resizedRegion(region: RegionConfig, tier: string): JsonObject {
  const kept = Object.entries(region).filter(([key]) => !key.startsWith("effective"));
  const sized = (specs: Specs): Specs => withoutIops({ ...specs, instanceSize: tier });
  const { analyticsSpecs } = region;
  return {
    ...Object.fromEntries(kept),
    electableSpecs: sized(region.electableSpecs),
    readOnlySpecs: sized(region.readOnlySpecs),
    analyticsSpecs: analyticsSpecs.nodeCount > 0 ? withoutIops(analyticsSpecs) : sized(analyticsSpecs),
  };
}

function withoutIops({ diskIOPS: _, ...specs }: Specs): Specs {
  return specs;
}

export const holdTag = "scheduler-hold";

/** Sets the hold, or removes it where `untilMs` is null; the other tags stay. */
export function holdBody({ tags }: Cluster, untilMs: number | null): JsonObject {
  const others = tags.filter(({ key }) => key !== holdTag);
  if (untilMs === null) return { tags: others };
  const value = `${new Date(untilMs).toISOString().slice(0, 16).replace(/[-:]/g, "")}Z`;
  return { tags: [...others, { key: holdTag, value }] };
}
