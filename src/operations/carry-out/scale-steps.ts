import { hasHold } from "../../cluster/hold";
import type { Cluster } from "../../cluster/model";
import { sizesDiffer } from "../../cluster/observed";
import { holdBody, pauseBody, resizeBody, resumeBody } from "../../cluster/patch/patch";
import type { PatchBody } from "../../cluster/patch/patch-body";
import type { SizeTarget, Target } from "../../schedule/model";
import { isPaused, isSizes, isUnmanaged } from "../../schedule/target";
import type { Sent } from "../run/outcome";

/** One request of a change by hand. */
export interface Step {
  readonly sends: Sent;
  /** Builds the body from the cluster as it is just before the request. */
  readonly bodyFor: (cluster: Cluster) => PatchBody;
  /** Atlas refuses it while an earlier change is pending (409 CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES). */
  readonly waitsForIdle: boolean;
}

/**
 * The requests that bring the cluster to the target and hold it there until `heldUntilMs` (null: no hold). The hold
 * travels with the size. A pause must travel alone and a paused cluster takes no tag, so there the hold goes ahead of
 * the pause, or not at all.
 */
export function stepsFor(cluster: Cluster, target: Target, heldUntilMs: number | null): Step[] {
  if (isPaused(target)) return cluster.paused ? [] : [...holdSteps(cluster, heldUntilMs), pause];
  const steps = isSizes(target) ? sizeSteps(cluster, target, heldUntilMs) : holdSteps(cluster, heldUntilMs);
  return cluster.paused && !isUnmanaged(target) ? [resume, ...steps] : steps;
}

const pause: Step = { sends: "pause", bodyFor: pauseBody, waitsForIdle: true };
const resume: Step = { sends: "resume", bodyFor: resumeBody, waitsForIdle: false };

function sizeSteps(cluster: Cluster, target: SizeTarget, heldUntilMs: number | null): Step[] {
  if (!sizesDiffer(cluster, target)) return holdSteps(cluster, heldUntilMs);
  const bodyFor = (fresh: Cluster) => {
    const resize = resizeBody(fresh, target);
    return heldUntilMs === null ? resize : { ...resize, ...holdBody(fresh, heldUntilMs) };
  };
  return [{ sends: "resize", bodyFor, waitsForIdle: false }];
}

function holdSteps(cluster: Cluster, heldUntilMs: number | null): Step[] {
  if (heldUntilMs === null || hasHold(cluster.tags, heldUntilMs)) return [];
  return [{ sends: "hold", bodyFor: (fresh) => holdBody(fresh, heldUntilMs), waitsForIdle: false }];
}
