/** Finds parts of a cluster that one target sets and another leaves as they are, so that they would never come back. */

import type { SizeTarget, Target, Window } from "../../model";
import { isRunning, isSizes } from "../../target";
import type { Place } from "../place";

interface Placed<Kind extends Target = Target> {
  readonly target: Kind;
  readonly place: Place;
}

const PARTS = ["tier", "analyticsTier", "autoScaling"] as const;
type Part = (typeof PARTS)[number];

/** Beside bounds a tier only says where to start, so that it needs no counterpart. */
function sets(target: SizeTarget, part: Part): boolean {
  return target[part] !== undefined && (part !== "tier" || target.autoScaling === undefined);
}

function leavesOpen(target: SizeTarget, part: Part): boolean {
  return target[part] === undefined && (part !== "tier" || target.autoScaling === undefined);
}

/**
 * Reports a part that one target of sizes sets and another does not, once at the first target that lacks it; and sizes
 * of windows where the baseline only asks the cluster to run. An unmanaged or paused target beside sizes is meant so.
 */
export function checkPartsComeBack(baseline: Target, windows: readonly Window[], place: Place): void {
  const all: Placed[] = [
    { target: baseline, place: place.key("baseline") },
    ...windows.map(({ target }, index) => ({ target, place: place.key("windows").item(index) })),
  ];
  // What follows from a misspelt key or a wrong tier is no mistake of its own.
  if (!all.every((one) => one.place.isRight())) return;
  const sizes = all.filter((one): one is Placed<SizeTarget> => isSizes(one.target));
  for (const part of PARTS) checkPart(part, sizes);
  const first = sizes[0];
  if (first !== undefined && isRunning(baseline)) {
    const message = `{"paused": false} leaves open the size that ${first.place.path} sets, so that it would never come back: name a size here, or none there`;
    place.key("baseline").fail(message);
  }
}

function checkPart(part: Part, sizes: readonly Placed<SizeTarget>[]): void {
  const setting = sizes.find(({ target }) => sets(target, part));
  const lacking = sizes.find(({ target }) => leavesOpen(target, part));
  if (setting === undefined || lacking === undefined) return;
  const message = `names no ${part}, which ${setting.place.path} sets, so that it would never come back: name ${part} in every target with sizes, or in none`;
  lacking.place.fail(message);
}
