/** Most clusters of a fleet are alike: what is worked out for one of them holds for all. */

import { holdTagKey } from "./hold";
import type { AutoScaling, Cluster, HardwareSpec, Region } from "./model";

/**
 * Equal only for clusters that every rule treats alike as long as nothing depends on their age or history: they differ in
 * name, ids, regions' names and priorities, volume types, and tags other than the hold.
 */
export function likenessOf(cluster: Cluster): string {
  const { stateName, paused, clusterType, internalClusterRole, sharedTier, autoScalingMode } = cluster;
  let likeness = `${stateName} ${paused} ${clusterType} ${internalClusterRole} ${sharedTier} ${autoScalingMode}`;
  for (const { key, value } of cluster.tags) if (key === holdTagKey) likeness += JSON.stringify(value);
  for (const { regions } of cluster.shards) {
    likeness += "/";
    for (const region of regions) likeness += ofRegion(region);
  }
  return likeness;
}

function ofRegion({ providerName, electable, readOnly, analytics, autoScaling, analyticsAutoScaling }: Region): string {
  const specs = `${ofSpec(electable)} ${ofSpec(readOnly)} ${ofSpec(analytics)}`;
  return `;${providerName} ${specs} ${ofCompute(autoScaling)} ${ofCompute(analyticsAutoScaling)}`;
}

function ofSpec(spec: HardwareSpec | null): string {
  return spec === null ? "-" : `${spec.instanceSize}*${spec.nodeCount}:${spec.diskSizeGB}`;
}

function ofCompute(autoScaling: AutoScaling | null): string {
  const compute = autoScaling?.compute;
  if (!compute) return "-";
  return `${compute.enabled}:${compute.scaleDownEnabled}:${compute.minInstanceSize}:${compute.maxInstanceSize}`;
}
