/** How tiers relate where a cluster changes from one to another. */

import { tierClass, tierNumber } from "../schedule/tiers";

/** General to NVMe and back, any change of an NVMe tier, and on Azure any change of class (Atlas docs: Customize Cluster Storage). */
export function needsInitialSync(providerName: string, from: string, to: string): boolean {
  if (from === to) return false;
  const fromClass = tierClass(from);
  const toClass = tierClass(to);
  return fromClass === "NVME" || toClass === "NVME" || (providerName === "AZURE" && fromClass !== toClass);
}

/** The tier of `tier`'s number when that is inside, in the class of the bounds; else the bound that is nearer. */
export function nearestTier(tier: string, { min, max }: { readonly min: string; readonly max: string }): string {
  const size = tierNumber(tier);
  if (isBetween(tier, min, max)) return min.replace(/\d+/, String(size));
  return size < tierNumber(min) ? min : max;
}

/** A bound that is null is none. */
export function isBetween(tier: string, min: string | null, max: string | null): boolean {
  const size = tierNumber(tier);
  return (min === null || size >= tierNumber(min)) && (max === null || size <= tierNumber(max));
}
