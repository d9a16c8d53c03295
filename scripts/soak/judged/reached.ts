/** Invariant 1: when a run ends, every cluster is at its target, on its way, or reported with a reason that is true. */

import { modeOf, type SoakCluster } from "../generated/case";
import { dayMs, minuteMs } from "../generated/time";
import { instant, isAborted, isReal, nearestMinute, type RunRecord, type SoakRecord } from "../lived/record";
import type { Oracle } from "../oracle/timeline";
import { claimsAbout } from "./claims";
import { excusesFor } from "./excuses";
import { isAt } from "./target";

/** A trigger fires on the minute of every boundary of the document that was deployed, of an edited one within a heartbeat. */
export function missedBoundaries({ soakCase, edits, firings }: SoakRecord, oracle: Oracle): readonly string[] {
  const { startMs, days } = soakCase;
  const isDeployed = edits.length === 0;
  const latestMs = isDeployed ? 0 : 15 * minuteMs;
  const at = firings.map(({ scheduledAtMs }) => scheduledAtMs).sort((a, b) => a - b);
  const last = at.at(-1) ?? 0;
  return soakCase.documents.flatMap((_, index) =>
    index > 0
      ? []
      : (soakCase.documents[0]?.schedules ?? []).flatMap(({ name }) =>
          oracle
            .boundaries(name, startMs, startMs + days * dayMs)
            .filter((ms) => ms + latestMs <= last && !at.some((fired) => fired >= ms && fired <= ms + latestMs))
            .map((ms) => `no trigger fires for the boundary of ${name} at ${instant(ms)}`),
        ),
  );
}

/** When a run ends, every cluster is at its target (which Atlas shows from the request on), or the run says truly why not. */
export function unexplained(record: SoakRecord, oracle: Oracle): readonly string[] {
  const { runs, soakCase } = record;
  return runs
    .filter((run) => isReal(run) && !isAborted(run) && run.execution.error?.name !== "ConfigError")
    .flatMap((run) => soakCase.clusters.flatMap((cluster) => unexplainedOf(record, oracle, run, cluster)));
}

function unexplainedOf(record: SoakRecord, oracle: Oracle, run: RunRecord, cluster: SoakCluster): readonly string[] {
  const { startedAtMs, endedAtMs } = run.execution;
  const name = cluster.input.name;
  const only = (run.args[0] as { cluster?: string } | undefined)?.cluster;
  const seen = run.after.find((one) => one.name === name);
  if (seen === undefined || (only !== undefined && only !== name)) return [];
  const isOff = [startedAtMs - 1, startedAtMs].some((ms) => modeOf(oracle.documentAt(ms), cluster.schedule) === "off");
  if (isOff) return [];
  // An edit of the same millisecond may have come too late for it.
  const wants = [startedAtMs - 1, startedAtMs].flatMap((inForceMs) =>
    [startedAtMs, endedAtMs].map((ms) => oracle.wanted(cluster.schedule, nearestMinute(ms), inForceMs)),
  );
  if (wants.some(({ target }) => isAt(seen, target))) return [];
  const claims = claimsAbout(run, name, cluster.project);
  const excuses = excusesFor({ record, oracle, run, cluster });
  if (claims.some((claim) => excuses.has(claim))) return [];
  const target = JSON.stringify(wants.at(-1)?.target);
  return [
    `${name} is not at ${target} after the run that ended ${instant(endedAtMs)}: it says ${JSON.stringify(claims)}, ` +
      `true would be ${JSON.stringify([...excuses])}; it is ${JSON.stringify(seen)}`,
  ];
}

/** A run fails only where a request failed, a cluster can never be so, is fought over, or is late. */
export function groundless(record: SoakRecord, oracle: Oracle): readonly string[] {
  return record.runs
    .filter((run) => isReal(run) && run.execution.error?.name === "RunFailed")
    .filter((run) => !record.soakCase.clusters.some((cluster) => mayFail(record, oracle, run, cluster)))
    .map(
      ({ execution }) => `the run at ${instant(execution.startedAtMs)} failed for nothing: ${execution.error?.message}`,
    );
}

function mayFail(record: SoakRecord, oracle: Oracle, run: RunRecord, cluster: SoakCluster): boolean {
  const { startedAtMs, endedAtMs } = run.execution;
  const excuses = excusesFor({ record, oracle, run, cluster });
  const isFailed = [...excuses].some((claim) => /^(?:failed|project|refuse|wait history)/.test(claim));
  const { sinceMs } = oracle.wanted(cluster.schedule, nearestMinute(startedAtMs), startedAtMs);
  // Of a boundary further back than anybody looked, nothing is known but that it is long ago.
  const isLate = endedAtMs - (sinceMs ?? 0) >= 59 * minuteMs && excuses.size > 0;
  return isFailed || isLate;
}
