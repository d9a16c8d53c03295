/** What a cluster's lane depends on, as a text: when it is another, the lane is asked for again. Pure. */
import type { AppState, ClusterState, RunState } from "../../../../protocol";

/** The load is no part of it: that changes all the time, and lanes do not show it. */
export function laneBasis(cluster: ClusterState, ofAll: string): string {
  const { stateName, size, isPaused, nodes, tags, autoScaling, scheduled, badges } = cluster;
  const changing = nodes.filter(({ isChanging }) => isChanging).map(({ name }) => name);
  const found = badges.map(({ kind }) => kind);
  return JSON.stringify([stateName, size, isPaused, changing, tags, autoScaling, scheduled, found, ofAll]);
}

export interface BasisOfAll {
  readonly worldId: string | null;
  /** Of the document in force. */
  readonly revision: string;
  readonly runs: readonly RunState[];
  readonly apps: readonly AppState[];
}

/** What every lane depends on: whose past it is, the document, what failed, and what was lost. */
export function basisOfAll({ worldId, revision, runs, apps }: BasisOfAll): string {
  const failed = runs.filter(({ isFailed }) => isFailed).at(-1);
  const lost = apps.flatMap(({ triggers }) => triggers.map(({ lastLostAt }) => lastLostAt ?? 0));
  return `${worldId} ${revision} ${failed?.id ?? ""} ${Math.max(0, ...lost)}`;
}
