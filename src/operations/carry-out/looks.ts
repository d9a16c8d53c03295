/** Fresh looks at clusters just before they are written to, many at once where that takes fewer requests. */

import { itemsPerPage } from "../../atlas/limits";
import type { Cluster } from "../../cluster/model";
import { withAutoScalingMode } from "../../cluster/read";
import { longestLookMs } from "../run/limits";
import type { Run } from "../run/run";
import type { Match } from "../survey/match";
import { observeCluster, readClusters } from "../survey/observe";
import { type HistoryOf, type Planned, readHistory } from "../survey/plan";

/** A cluster as Atlas described it in answer to a request of `askedMs`. */
export interface Look {
  readonly cluster: Cluster;
  readonly askedMs: number;
  readonly answeredMs: number;
}

export interface Looks {
  /** `alone`: a request for this cluster, sent now. Otherwise one list of its project may serve many, for a while. */
  look(match: Match, alone: boolean): Promise<Look>;
  /** Changes since then, read after the look was answered; the same answer serves all clusters of that look. */
  historyOf(match: Match, look: Look, sinceMs: number): Promise<HistoryOf>;
}

interface ListLook {
  readonly askedMs: number;
  /** By name. Null when the list could not be had, so that each cluster is looked at alone. */
  readonly clusters: Promise<{ readonly byName: ReadonlyMap<string, Cluster>; readonly answeredMs: number } | null>;
}

interface ReadHistory {
  readonly startedMs: number;
  readonly sinceMs: number;
  readonly historyOf: Promise<HistoryOf>;
}

/** `planned`: all clusters of the run; `writes`: those of them that are about to be written to. */
export function createLooks(run: Run, planned: readonly Planned[], writes: readonly Planned[]): Looks {
  const clustersIn = countByProject(planned);
  const writesLeft = countByProject(writes);
  const lists = new Map<string, ListLook>();
  const histories = new Map<string, ReadHistory>();
  const { nowMs } = run.ports;

  /** A list costs a request for every page, a look at one cluster costs one. */
  function isListCheaper(projectId: string): boolean {
    return (writesLeft.get(projectId) ?? 0) > Math.ceil((clustersIn.get(projectId) ?? 0) / itemsPerPage);
  }

  function listOf(projectId: string): ListLook {
    const known = lists.get(projectId);
    if (known !== undefined && isFresh(known, nowMs())) return known;
    const clusters = readClusters(run.client, projectId).then(
      (read) => ({ byName: new Map(read.clusters.map((one) => [one.name, one])), answeredMs: nowMs() }),
      () => null,
    );
    const list = { askedMs: nowMs(), clusters };
    lists.set(projectId, list);
    return list;
  }

  async function fromList({ projectId, cluster: { name } }: Match): Promise<Look | null> {
    const list = listOf(projectId);
    const clusters = await list.clusters;
    if (clusters === null) writesLeft.set(projectId, 0);
    const cluster = clusters?.byName.get(name);
    if (clusters === null || cluster === undefined || !isFresh(list, nowMs())) return null;
    return { cluster, askedMs: list.askedMs, answeredMs: clusters.answeredMs };
  }

  async function takeLook(match: Match, alone: boolean): Promise<Look> {
    const { projectId, cluster } = match;
    const many = !alone && isListCheaper(projectId) ? await fromList(match) : null;
    if (!alone) writesLeft.set(projectId, (writesLeft.get(projectId) ?? 0) - 1);
    const askedMs = nowMs();
    const found = many ?? {
      cluster: await observeCluster(run.client, projectId, cluster.name),
      askedMs,
      answeredMs: nowMs(),
    };
    return { ...found, cluster: withAutoScalingMode(found.cluster, cluster.autoScalingMode) };
  }

  function historyOf({ projectId }: Match, look: Look, sinceMs: number): Promise<HistoryOf> {
    const known = histories.get(projectId);
    if (known !== undefined && known.startedMs >= look.answeredMs && known.sinceMs <= sinceMs) return known.historyOf;
    const read = readHistory(run, projectId, sinceMs).then((answer) => answer.historyOf);
    histories.set(projectId, { startedMs: nowMs(), sinceMs, historyOf: read });
    return read;
  }

  return { look: takeLook, historyOf };
}

/** Whether a write that goes out now is still based on what Atlas said a short while ago. */
export function isFresh({ askedMs }: Pick<Look, "askedMs">, nowMs: number): boolean {
  return nowMs - askedMs <= longestLookMs;
}

function countByProject(plans: readonly Planned[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { match } of plans) counts.set(match.projectId, (counts.get(match.projectId) ?? 0) + 1);
  return counts;
}
