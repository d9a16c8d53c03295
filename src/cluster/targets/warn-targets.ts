/**
 * What Atlas may refuse, or take long over, when a target comes to hold. Tables of tiers age, so these are warnings and
 * no refusals.
 */

import type { Target } from "../../schedule/model";
import { isSizes } from "../../schedule/target";
import { isTierOf, largestDiskGB } from "../../schedule/tiers";
import type { Cluster, HardwareSpec } from "../model";
import { analyticsSizes, baseSizes, computesOf, regionsOf, unique } from "../observed";
import { needsInitialSync } from "../tiers";
import { isMultiCloud, losesVolume } from "../volumes";

export type Warning =
  | { readonly reason: "initial-sync"; readonly from: string; readonly to: string }
  | { readonly reason: "disk-too-large"; readonly tier: string; readonly diskGB: number; readonly maxGB: number }
  | { readonly reason: "unknown-tier"; readonly tier: string; readonly provider: string }
  | { readonly reason: "volume-not-kept"; readonly tier: string; readonly volume: string }
  | { readonly reason: "no-analytics-nodes"; readonly tier: string }
  | { readonly reason: "never-scales-down"; readonly min: string };

/** A warning is given once, whatever the number of targets that it is about. */
export function warnTargets(cluster: Cluster, targets: readonly Target[]): Warning[] {
  const sizes = targets.filter(isSizes);
  const [min, max] = [sizes.map((target) => target.autoScaling?.min), sizes.map((target) => target.autoScaling?.max)];
  const base = tiersNamed([...sizes.map((target) => target.tier), ...min, ...max]);
  const analytics = tiersNamed(sizes.map((target) => target.analyticsTier));
  const warnings: Warning[] = [];
  const providers = unique(regionsOf(cluster).map((region) => region.providerName));
  const diskGB = diskSizeOf(cluster);
  for (const tier of unique([...base, ...analytics])) warnings.push(...warnTier(providers, diskGB, tier));
  warnings.push(...warnInitialSyncs(providers, baseSizes(cluster), base));
  warnings.push(...warnVolumes(cluster, base, analytics));
  const nodes = analyticsSizes(cluster);
  if (nodes.length > 0) warnings.push(...warnInitialSyncs(providers, nodes, analytics));
  else if (analytics[0] !== undefined) warnings.push({ reason: "no-analytics-nodes", tier: analytics[0] });
  const isUpOnly = computesOf(cluster).some((compute) => compute.scaleDownEnabled !== true);
  for (const floor of isUpOnly ? tiersNamed(min) : []) warnings.push({ reason: "never-scales-down", min: floor });
  return warnings;
}

function tiersNamed(tiers: readonly (string | undefined)[]): string[] {
  return unique(tiers.filter((tier) => tier !== undefined));
}

function warnTier(providers: readonly string[], diskGB: number, tier: string): Warning[] {
  const warnings: Warning[] = [];
  const provider = providers.find((candidate) => !isTierOf(candidate, tier));
  if (provider !== undefined) warnings.push({ reason: "unknown-tier", tier, provider });
  const maxGB = Math.min(...providers.map((candidate) => largestDiskGB(candidate, tier)));
  if (diskGB > maxGB) warnings.push({ reason: "disk-too-large", tier, diskGB, maxGB });
  return warnings;
}

/** One disk speaks for all: they are equal on all shards and kinds of node. */
function diskSizeOf(cluster: Cluster): number {
  return Math.max(0, ...regionsOf(cluster).map(({ electable, readOnly }) => (electable ?? readOnly)?.diskSizeGB ?? 0));
}

/** Warns once of a tier that another tier, of the cluster or of its schedule, reaches only by an initial sync. */
function warnInitialSyncs(providers: readonly string[], now: readonly string[], tiers: readonly string[]): Warning[] {
  const warnings: Warning[] = [];
  const all = [...now, ...tiers];
  for (const to of tiers) {
    const from = all.find((tier) => providers.some((provider) => needsInitialSync(provider, tier, to)));
    if (from !== undefined) warnings.push({ reason: "initial-sync", from, to });
  }
  return warnings;
}

/**
 * IOPS and volume types that somebody chose and that a scheduled tier cannot have. On several clouds nobody can choose.
 */
function warnVolumes(cluster: Cluster, base: readonly string[], analytics: readonly string[]): Warning[] {
  const volumes = new Map<string, string>();
  for (const region of isMultiCloud(cluster) ? [] : regionsOf(cluster)) {
    const kinds = [
      [region.electable, base],
      [region.readOnly, base],
      [region.analytics, analytics],
    ] as const;
    for (const [spec, tiers] of kinds) {
      if (spec === null) continue;
      for (const tier of tiers) if (losesVolume(region.providerName, spec, tier)) volumes.set(tier, volumeOf(spec));
    }
  }
  return Array.from(volumes, ([tier, volume]) => ({ reason: "volume-not-kept", tier, volume }));
}

function volumeOf({ ebsVolumeType, diskIOPS }: HardwareSpec): string {
  const iops = `${diskIOPS} IOPS`;
  return ebsVolumeType === null || ebsVolumeType === "STANDARD" ? iops : `${ebsVolumeType} with ${iops}`;
}
