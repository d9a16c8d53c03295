/** How tiers relate when a cluster changes from one to another. */

import { tierClass, tierNumber } from "../schedule/tiers";

/**
 * Atlas copies all data to each node when a tier changes to, from or within NVMe, and on Azure when the class changes
 * (Atlas docs: Customize Cluster Storage).
 */
export function needsInitialSync(providerName: string, from: string, to: string): boolean {
  if (from === to) return false;
  const fromClass = tierClass(from);
  const toClass = tierClass(to);
  return fromClass === "NVME" || toClass === "NVME" || (providerName === "AZURE" && fromClass !== toClass);
}

/** The nearest tier inside the bounds and of their class: that of `tier`'s number, or else a bound. */
export function nearestTier(tier: string, { min, max }: { readonly min: string; readonly max: string }): string {
  const size = tierNumber(tier);
  if (isBetween(tier, min, max)) return min.replace(/\d+/, String(size));
  return size < tierNumber(min) ? min : max;
}

/** Both bounds are inclusive; one that is null does not exist. */
export function isBetween(tier: string, min: string | null, max: string | null): boolean {
  const size = tierNumber(tier);
  return (min === null || size >= tierNumber(min)) && (max === null || size <= tierNumber(max));
}
