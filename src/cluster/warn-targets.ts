/** What a schedule will meet that Atlas may refuse or take long over. Tables of tiers age, so it stays with a warning. */

import type { SizeTarget, Target } from "../schedule/model";
import { providersOf } from "./check-targets";
import { holdUntil } from "./hold";
import type { Cluster } from "./model";
import { analyticsSizes, baseSizes, computesOf, distinct, regionsOf } from "./observed";
import { isKnownTier, maxDiskGB, needsInitialSync } from "./tiers";

export type Warning =
  | { readonly reason: "initial-sync"; readonly from: string; readonly to: string }
  | { readonly reason: "disk-too-large"; readonly tier: string; readonly diskGB: number; readonly maxGB: number }
  | { readonly reason: "unknown-tier"; readonly tier: string; readonly provider: string }
  | { readonly reason: "no-analytics-nodes"; readonly tier: string }
  | { readonly reason: "never-scales-down"; readonly min: string }
  | { readonly reason: "malformed-hold"; readonly value: string };

/** Each warning once, whatever the number of targets it concerns. */
export function warnTargets(cluster: Cluster, targets: readonly Target[], nowMs = 0): Warning[] {
  const sizes = targets.filter((target): target is SizeTarget => !("paused" in target));
  return [
    ...warnHold(cluster, nowMs),
    ...warnTiers(cluster, sizes),
    ...warnInitialSyncs(cluster, sizes),
    ...warnAnalytics(cluster, sizes),
    ...warnBounds(cluster, sizes),
  ];
}

function warnHold(cluster: Cluster, nowMs: number): Warning[] {
  const value = holdUntil(cluster.tags, nowMs).malformed;
  return value === null ? [] : [{ reason: "malformed-hold", value }];
}

/** Every tier that the targets name. */
function namedTiers(targets: readonly SizeTarget[]): string[] {
  const tiers: (string | undefined)[] = [];
  for (const { tier, analyticsTier, autoScaling } of targets) {
    tiers.push(tier, analyticsTier, autoScaling?.min, autoScaling?.max);
  }
  return distinct(tiers.filter((tier) => tier !== undefined));
}

function warnTiers(cluster: Cluster, targets: readonly SizeTarget[]): Warning[] {
  const warnings: Warning[] = [];
  const diskGB = largestDiskGB(cluster);
  for (const tier of namedTiers(targets)) {
    const providers = providersOf(cluster);
    const provider = providers.find((candidate) => !isKnownTier(candidate, tier));
    if (provider !== undefined) warnings.push({ reason: "unknown-tier", tier, provider });
    const maxima = providers.map((candidate) => maxDiskGB(candidate, tier)).filter((max) => max !== null);
    const maxGB = Math.min(...maxima);
    if (diskGB > maxGB) warnings.push({ reason: "disk-too-large", tier, diskGB, maxGB });
  }
  return warnings;
}

/** Disks are equal on all shards and kinds of node, where there are nodes. */
function largestDiskGB(cluster: Cluster): number {
  let largest = 0;
  for (const { electable, readOnly, analytics } of regionsOf(cluster)) {
    for (const spec of [electable, readOnly, analytics]) {
      if (spec !== null && spec.nodeCount > 0) largest = Math.max(largest, spec.diskSizeGB ?? 0);
    }
  }
  return largest;
}

function warnInitialSyncs(cluster: Cluster, targets: readonly SizeTarget[]): Warning[] {
  const base = targets.map((target) => target.tier ?? target.autoScaling?.min);
  const analytics = targets.map((target) => target.analyticsTier);
  return [
    ...initialSyncs(cluster, baseSizes(cluster), base),
    ...initialSyncs(cluster, analyticsSizes(cluster), analytics),
  ];
}

/** One warning per tier that some other tier, of the cluster or of its schedule, reaches only by an initial sync. */
function initialSyncs(cluster: Cluster, now: string[], named: readonly (string | undefined)[]): Warning[] {
  const warnings: Warning[] = [];
  const tiers = distinct(named.filter((tier) => tier !== undefined));
  const all = distinct([...now, ...tiers]);
  if (now.length === 0) return [];
  for (const to of tiers) {
    const from = all.find((tier) => providersOf(cluster).some((provider) => needsInitialSync(provider, tier, to)));
    if (from !== undefined) warnings.push({ reason: "initial-sync", from, to });
  }
  return warnings;
}

function warnAnalytics(cluster: Cluster, targets: readonly SizeTarget[]): Warning[] {
  const tier = targets.map((target) => target.analyticsTier).find((named) => named !== undefined);
  return tier === undefined || analyticsSizes(cluster).length > 0 ? [] : [{ reason: "no-analytics-nodes", tier }];
}

/** Without scale-down there is no lower bound to set, and a size once reached stays until the upper bound comes below it. */
function warnBounds(cluster: Cluster, targets: readonly SizeTarget[]): Warning[] {
  const bounds = targets.map((target) => target.autoScaling).find((named) => named !== undefined);
  const upOnly = computesOf(cluster).some((compute) => compute.scaleDownEnabled !== true);
  return bounds === undefined || !upOnly ? [] : [{ reason: "never-scales-down", min: bounds.min }];
}
