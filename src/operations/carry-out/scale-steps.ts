import { holdTagKey, withHoldTag } from "../../cluster/hold";
import { sizesDiffer } from "../../cluster/observed";
import { patchFor, pauseBody, resumeBody } from "../../cluster/patch";
import type { Cluster } from "../../cluster/read";
import type { Target } from "../../schedule/model";
import type { Sent } from "../run/outcome";

/** One request of a change by hand. */
export interface Step {
  readonly sends: Sent;
  /** From the cluster as it is just before the request. */
  readonly bodyFor: (cluster: Cluster) => object;
  /** Atlas refuses it while an earlier change is pending (409 CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES). */
  readonly waitsForIdle: boolean;
}

/**
 * What brings the cluster to the target and holds it there until `heldUntilMs` (null: no hold). The hold travels with
 * the size; a pause must travel alone, and a paused cluster takes no tag, so there it goes ahead, or not at all.
 */
export function stepsFor(cluster: Cluster, target: Target, heldUntilMs: number | null): Step[] {
  if ("paused" in target) return cluster.paused ? [] : [...holdSteps(cluster, heldUntilMs), pause];
  if (cluster.paused) return [resume, ...sizeSteps(cluster, target, heldUntilMs)];
  return sizeSteps(cluster, target, heldUntilMs);
}

const pause: Step = { sends: "pause", bodyFor: pauseBody, waitsForIdle: true };
const resume: Step = { sends: "resume", bodyFor: resumeBody, waitsForIdle: false };

function sizeSteps(cluster: Cluster, target: Exclude<Target, { paused: true }>, heldUntilMs: number | null): Step[] {
  if (!sizesDiffer(cluster, target)) return holdSteps(cluster, heldUntilMs);
  const bodyFor = (fresh: Cluster) => ({ ...patchFor(fresh, target), ...tagsFor(fresh, heldUntilMs) });
  return [{ sends: "resize", bodyFor, waitsForIdle: false }];
}

function holdSteps(cluster: Cluster, heldUntilMs: number | null): Step[] {
  if (heldUntilMs === null || isHeldSo(cluster, heldUntilMs)) return [];
  return [{ sends: "hold", bodyFor: (fresh) => withHoldTag(fresh, heldUntilMs), waitsForIdle: false }];
}

function tagsFor(cluster: Cluster, heldUntilMs: number | null): object {
  return heldUntilMs === null ? {} : withHoldTag(cluster, heldUntilMs);
}

function isHeldSo(cluster: Cluster, heldUntilMs: number): boolean {
  const wanted = withHoldTag(cluster, heldUntilMs).tags.find(({ key }) => key === holdTagKey);
  return cluster.tags.some(({ key, value }) => key === holdTagKey && value === wanted?.value);
}
