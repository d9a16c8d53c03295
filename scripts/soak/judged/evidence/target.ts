/** The oracle of clusters: whether a cluster is what a target asks for. It shares nothing with src/cluster. */

import type { Target } from "../../../../src/schedule/model";
import type { Seen } from "../../lived/record";

const sizeOf = (tier: string | null) => Number(/\d+/.exec(tier ?? "")?.[0] ?? 0);

/** Whether two targets ask for the same, whatever the order of their keys. */
export function isSameTarget(one: Target, other: Target): boolean {
  return canonical(one) === canonical(other);
}

function canonical(target: Target): string {
  if ("unmanaged" in target) return "unmanaged";
  if ("paused" in target) return target.paused ? "paused" : "running";
  const { tier, analyticsTier, autoScaling } = target;
  return JSON.stringify([tier ?? "", analyticsTier ?? "", autoScaling?.min ?? "", autoScaling?.max ?? ""]);
}

export function isAt({ paused, base, analytics, bounds }: Seen, target: Target): boolean {
  if ("unmanaged" in target) return true;
  if ("paused" in target) return paused === target.paused;
  if (paused) return false;
  const { tier, analyticsTier, autoScaling } = target;
  if (analyticsTier !== undefined && analytics.some((size) => size !== analyticsTier)) return false;
  if (autoScaling === undefined) return tier === undefined || base.every((size) => size === tier);
  const { min, max } = autoScaling;
  const areBounds = bounds.length > 0 && bounds.every((one) => one.max === max && (one.min ?? min) === min);
  return areBounds && base.every((size) => sizeOf(size) >= sizeOf(min) && sizeOf(size) <= sizeOf(max));
}
