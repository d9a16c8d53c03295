import { findTier, maxDiskGB, type Tier, tierNames } from "../admin-api/clusters/hardware/tiers";
import type { Cluster, Region } from "../admin-api/model";

export interface Steps {
  readonly up?: string;
  readonly down?: string;
}

/** The sizes next to the cluster's, within its bounds, of its class and generation, that every cloud has and that hold its disk. */
export function stepsOf(cluster: Cluster, extendedStorage: boolean): Steps {
  const regions = cluster.shards.flatMap((shard) => shard.regions);
  const [first] = regions;
  if (first === undefined || first.providerName === "TENANT") return {};
  const { minInstanceSize, maxInstanceSize } = first.autoScaling.compute;
  const bound = (name: string | undefined) => tierIn(first, name ?? "")?.number;
  const here = tierIn(first, first.electable.instanceSize)?.number ?? 0;
  const ladder = tierNames(first.providerName)
    .filter((name) => regions.every((region) => fits(region, name, extendedStorage)))
    .flatMap((name) => tierIn(first, name) ?? [])
    .sort((one, other) => one.number - other.number);
  const up = ladder.find(({ number }) => number > here && number <= (bound(maxInstanceSize) ?? 0));
  const down = ladder
    .filter(({ number }) => number < here && number >= (bound(minInstanceSize) ?? Number.POSITIVE_INFINITY))
    .at(-1);
  return { ...(up === undefined ? {} : { up: up.name }), ...(down === undefined ? {} : { down: down.name }) };
}

function fits(region: Region, name: string, extendedStorage: boolean): boolean {
  const from = tierIn(region, region.electable.instanceSize);
  const to = tierIn(region, name);
  if (from === undefined || to === undefined) return false;
  const sameKind = from.tierClass === to.tierClass && from.generation2 === to.generation2;
  return sameKind && region.electable.diskSizeGB <= maxDiskGB(to, extendedStorage);
}

const tierIn = (region: Region, name: string): Tier | undefined =>
  region.providerName === "TENANT" ? undefined : findTier(region.providerName, name);
