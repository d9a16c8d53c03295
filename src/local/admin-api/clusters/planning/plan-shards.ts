/**
 * The shards a cluster is to have, from the `replicationSpecs` of a request. They replace the old ones as a whole: a shard,
 * a region or a kind of node that is left out is gone (OpenAPI document, ReplicationSpec20240805). Shards are matched by
 * id, without id by position.
 */
import { invalidConfiguration } from "../../http/errors";
import { keep } from "../../http/keep";
import type { AutoScaling, NodeSpecs, Region, Shard } from "../../model";
import type { Settings } from "../../settings";
import {
  missingReplicationFields,
  NO_AUTO_SCALING,
  type RegionRequest,
  type ShardRequest,
} from "../requests/replication-specs";
import { planNodes, type ShardSizes, sizesOf } from "./plan-nodes";

export interface PlanOptions {
  readonly newId: () => string;
  readonly leftOutDisk: Settings["leftOutDisk"];
}

/** The request with what it leaves open filled in; without `current`, the shards of a new cluster. */
export function planShards(
  requests: readonly ShardRequest[],
  current: readonly Shard[],
  options: PlanOptions,
): readonly Shard[] {
  const zones = new Map(current.map((shard) => [shard.zoneName, shard.zoneId]));
  const used = new Set<string>();
  return requests.map((request, position) => {
    const old = findOld(request, current, position);
    if (request.id !== undefined && used.has(request.id)) {
      throw invalidConfiguration(`Two shards have the id ${request.id}.`);
    }
    const id = old !== undefined && !used.has(old.id) ? old.id : options.newId();
    used.add(id);
    const zoneName = request.zoneName ?? (old ?? current[0])?.zoneName ?? "Zone 1";
    const zoneId = zones.get(zoneName) ?? options.newId();
    zones.set(zoneName, zoneId);
    return { id, zoneName, zoneId, regions: planRegions(request, requests, old ?? current[0], options) };
  });
}

function findOld(request: ShardRequest, current: readonly Shard[], position: number): Shard | undefined {
  if (request.id === undefined) return current[position];
  const old = current.find((shard) => shard.id === request.id);
  // A new cluster has no shards yet; clients that copy a description send its ids along.
  if (old === undefined && current.length > 0) throw invalidConfiguration(`No shard has the id ${request.id}.`);
  return old;
}

function planRegions(
  request: ShardRequest,
  all: readonly ShardRequest[],
  old: Shard | undefined,
  options: PlanOptions,
): readonly Region[] {
  const sizes = sizesOf(request);
  const disk = sentDisk(all);
  return request.regions.map((region) => planRegion(region, sizes, old, { disk, ...options }));
}

/** Disks are equal for all shards and kinds of node, so one number that is sent stands for all. */
function sentDisk(requests: readonly ShardRequest[]): number | undefined {
  return requests
    .flatMap((shard) => shard.regions)
    .flatMap((region) => [region.electable, region.readOnly, region.analytics])
    .find((specs) => specs?.diskSizeGB !== undefined)?.diskSizeGB;
}

function planRegion(
  request: RegionRequest,
  sizes: ShardSizes,
  old: Shard | undefined,
  { disk, leftOutDisk }: { readonly disk: number | undefined; readonly leftOutDisk: Settings["leftOutDisk"] },
): Region {
  if (request.electable === undefined && request.readOnly === undefined && request.analytics === undefined) {
    throw missingReplicationFields();
  }
  const before = regionBefore(request, old);
  const keptDisk = leftOutDisk === "kept" ? before?.electable.diskSizeGB : undefined;
  const nodes = planNodes(request, sizes, { sent: disk, kept: keptDisk, before: sizesBefore(before) });
  return {
    providerName: request.providerName,
    ...keep("backingProviderName", request.backingProviderName),
    regionName: request.regionName,
    priority: request.priority,
    ...nodes,
    autoScaling: withoutIdleBounds(request.autoScaling ?? NO_AUTO_SCALING),
    ...keep("analyticsAutoScaling", request.analyticsAutoScaling),
  };
}

function regionBefore(request: RegionRequest, old: Shard | undefined): Region | undefined {
  const same = old?.regions.find(
    ({ providerName, regionName }) => providerName === request.providerName && regionName === request.regionName,
  );
  return same ?? old?.regions[0];
}

const sizesBefore = (region: Region | undefined): readonly NodeSpecs[] =>
  region === undefined ? [] : [region.electable, region.readOnly, region.analytics];

/** With auto-scaling off, Atlas returns no bounds (recorded). */
function withoutIdleBounds(scaling: AutoScaling): AutoScaling {
  if (scaling.compute.enabled) return scaling;
  return { ...scaling, compute: { enabled: false, scaleDownEnabled: scaling.compute.scaleDownEnabled } };
}
