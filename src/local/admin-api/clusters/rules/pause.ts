/** Rules about pausing and resuming (Atlas docs, "Pause or resume a cluster"; error table). */

import { MINUTE_MS } from "../../../clock/units";
import { ApiError } from "../../http/errors";
import { MINUTES_BETWEEN_RESUME_AND_PAUSE } from "../../limits";
import type { Cluster } from "../../model";
import type { Settings } from "../../settings";
import type { ClusterPatch } from "../requests/cluster-patch";
import { checkMayPauseInfinite } from "./infinite";

/**
 * 409 for anything but a resume on a paused cluster, for `paused` with company, and for a pause that Atlas would not take
 * now. `paused` with the value it has already counts as left out when other attributes come with it: clients echo it.
 */
export function checkPause(cluster: Cluster, patch: ClusterPatch, now: number, settings: Settings): void {
  const others = patch.otherAttributes.length > 0;
  if (cluster.paused) {
    checkPaused(cluster, patch, others);
    return;
  }
  if (patch.paused !== true) return;
  if (others) {
    throw conflict(
      "CANNOT_UPDATE_AND_PAUSE_CLUSTER",
      `Cannot update and pause cluster ${cluster.name} at the same time.`,
      [cluster.name],
    );
  }
  checkMayPause(cluster, now, settings);
}

function checkPaused(cluster: Cluster, patch: ClusterPatch, others: boolean): void {
  if (patch.paused === false && !others) return;
  if (patch.paused === true && !others) {
    throw conflict("CLUSTER_ALREADY_PAUSED", "Cannot pause a cluster that is already paused.");
  }
  throw cannotUpdatePaused(cluster.name);
}

export const cannotUpdatePaused = (name: string) =>
  conflict("CANNOT_UPDATE_PAUSED_CLUSTER", `Cannot update cluster ${name} while it is paused or being paused.`, [name]);

function checkMayPause(cluster: Cluster, now: number, settings: Settings): void {
  checkMayPauseInfinite(cluster, settings);
  if (cluster.nodes.some((node) => node.instanceSize.includes("_NVME"))) {
    throw conflict("CANNOT_PAUSE_NVME_CLUSTER", "Cannot pause an NVMe Cluster.");
  }
  const pauseAllowedAt = (cluster.resumedAt ?? Number.NEGATIVE_INFINITY) + MINUTES_BETWEEN_RESUME_AND_PAUSE * MINUTE_MS;
  if (now < pauseAllowedAt) {
    throw new ApiError(
      400,
      "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
      `Recently resumed clusters must remain running for ${MINUTES_BETWEEN_RESUME_AND_PAUSE} minutes ` +
        "to process all queued maintenance.",
      [MINUTES_BETWEEN_RESUME_AND_PAUSE],
    );
  }
  if (cluster.stateName !== "IDLE") {
    throw conflict("CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES", "Cannot pause a cluster with pending changes.");
  }
  const lagUntil =
    (cluster.changeCompletedAt ?? Number.NEGATIVE_INFINITY) + settings.minutesOfReplicationLag * MINUTE_MS;
  if (now < lagUntil) {
    // mongodb-atlas-cli#4749 has the status; the wording is assumed.
    throw new ApiError(
      400,
      "OPERATION_INVALID_MEMBER_REPLICATION_LAG",
      "Members of the cluster lag behind its primary.",
    );
  }
}

const conflict = (code: string, detail: string, parameters: readonly string[] = []) =>
  new ApiError(409, code, detail, parameters);
