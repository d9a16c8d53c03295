/** What a person does in the Atlas UI, as the bodies of PATCH requests built from what Atlas shows. */

import { describeCluster } from "../../../src/local/admin-api/clusters/descriptions/description";
import type { JsonObject } from "../../../src/local/admin-api/http/json-reading";
import type { Cluster } from "../../../src/local/admin-api/model";
import { minuteMs } from "../generated/time";

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
  const { analyticsSpecs } = region;
  // On the second generation IOPS are somebody's choice, which whoever resizes the cluster leaves as it is.
  const isSecond = region.electableSpecs.instanceSize.endsWith("_GEN_2");
  const sized = (specs: Specs): Specs =>
    isSecond
      ? { ...specs, instanceSize: `${tier.replace("_GEN_2", "")}_GEN_2` }
      : withoutIops({ ...specs, instanceSize: tier });
  return {
    ...Object.fromEntries(kept),
    electableSpecs: sized(region.electableSpecs),
    readOnlySpecs: sized(region.readOnlySpecs),
    analyticsSpecs:
      analyticsSpecs.nodeCount === 0 ? sized(analyticsSpecs) : isSecond ? analyticsSpecs : withoutIops(analyticsSpecs),
  };
}

function withoutIops({ diskIOPS: _, ...specs }: Specs): Specs {
  return specs;
}

export const holdTag = "scheduler-hold";

/** Epoch milliseconds of "20261201T1200Z", and of the same with dashes, colons and seconds; NaN for any other text. */
export function holdEndMs(value: string): number {
  return Date.parse(value.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:00Z"));
}

/** Whether a tag is a hold as somebody may have meant it, whatever its case. */
export const isHold = ({ key }: { readonly key: string }) => key.toLowerCase() === holdTag;

const forms = {
  plain: (iso: string) => `${iso.slice(0, 16).replace(/[-:]/g, "")}Z`,
  javascript: (iso: string) => iso,
  dashed: (iso: string) => `${iso.slice(0, 16)}Z`,
} as const;

/** Sets the hold, or removes it where `untilMs` is null; the other tags stay. */
export function holdBody({ tags }: Cluster, untilMs: number | null, form: keyof typeof forms = "plain"): JsonObject {
  const others = tags.filter((tag) => !isHold(tag));
  if (untilMs === null) return { tags: others };
  return { tags: [...others, { key: holdTag, value: forms[form](wholeMinute(untilMs)) }] };
}

/** A hold that nobody can read, or whose key differs by case. */
export function misspeltHoldBody({ tags }: Cluster, untilMs: number, part: "key" | "value"): JsonObject {
  const tag =
    part === "key"
      ? { key: "Scheduler-Hold", value: forms.plain(wholeMinute(untilMs)) }
      : { key: holdTag, value: "until Monday" };
  return { tags: [...tags.filter((one) => !isHold(one)), tag] };
}

const wholeMinute = (ms: number) => new Date(Math.floor(ms / minuteMs) * minuteMs).toISOString();

/** Another tag than the hold. */
export function tagBody({ tags }: Cluster, value: string): JsonObject {
  return { tags: [...tags.filter(({ key }) => key !== "touched"), { key: "touched", value }] };
}
