/** Invariant 3: a run right after another sends nothing for a cluster whose change was accepted, and no run sends blindly or unasked. */

import type { RequestRecord } from "../../../src/local/admin-api/http/http-types";
import { modeOf } from "../generated/case";
import { minuteMs } from "../generated/time";
import type { RunRecord, SoakRecord } from "../lived/record";
import type { Oracle } from "../oracle/timeline";
import {
  argumentOf,
  automaticPatches,
  beganBefore,
  clusterOf,
  inForceDuring,
  instant,
  isAlone,
  isWrite,
  maySend,
  nameIn,
  nearestMinute,
  oldestLookMs,
  requestsDuring,
  runsAt,
} from "./evidence/record-queries";
import { isAt } from "./evidence/target";
import { everyRule, type Finding } from "./finding";

export const nothingSentTwice = everyRule(needlessWrites, unaskedWrites, blindWrites);

/** A PATCH for a cluster that was at its target already when every run that was then going on began. */
function needlessWrites(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return automaticPatches(record).flatMap((patch) => {
    const { atMs, cluster, seen } = patch;
    const scheduled = clusterOf(record, patch);
    const beganMs = beganBefore(record, atMs);
    const looks = record.looks.filter((look) => look.name === cluster && isWithin(look.atMs, beganMs - minuteMs, atMs));
    const isAlways = [...looks, seen].every((look) =>
      [nearestMinute(look.atMs), nearestMinute(atMs - 2_000), nearestMinute(atMs)].every((ms) =>
        isAt(look, oracle.asked(scheduled, ms, atMs).target),
      ),
    );
    if (!isAlways || !looks.some((look) => look.atMs <= beganMs)) return [];
    return [{ says: `${cluster} was as desired, and yet a PATCH was sent for it at ${instant(atMs)}`, atMs }];
  });
}

const isWithin = (ms: number, fromMs: number, untilMs: number) => ms >= fromMs && ms <= untilMs;

/** A PATCH where nothing may be sent: by a run that only reports, for a cluster that it is not about, or that is not scheduled. */
function unaskedWrites(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return record.requests.filter(isWrite).flatMap((request) => {
    const runs = runsAt(record, request.at);
    const name = nameIn(request);
    if (runs.length === 0 || runs.some((run) => mayWrite(record, oracle, run, name))) return [];
    const functions = runs.map(({ functionName, args }) => `${functionName} ${JSON.stringify(args)}`);
    const says = `${name} got a PATCH at ${instant(request.at)} from ${functions.join(", ")}, which must not send one`;
    return [{ says, atMs: request.at }];
  });
}

function mayWrite({ soakCase }: SoakRecord, oracle: Oracle, run: RunRecord, name: string): boolean {
  const cluster = soakCase.clusters.find(({ input }) => input.name === name);
  if (cluster === undefined) return false;
  const only = argumentOf(run).cluster;
  if (only !== undefined && only !== name) return false;
  if (run.functionName === "scaleUp" || run.functionName === "scaleDown") return true;
  return maySend(run) && inForceDuring(run).some((ms) => modeOf(oracle.documentAt(ms), cluster.schedule) === "on");
}

/**
 * A PATCH without a look in the same run, since the PATCH before and at most 30 seconds ago: at the cluster alone, or at
 * the list of its project after that which the run began with.
 */
function blindWrites(record: SoakRecord): readonly Finding[] {
  return record.runs.filter((run) => isAlone(record, run)).flatMap((run) => blindWritesOf(record, run));
}

function blindWritesOf(record: SoakRecord, run: RunRecord): readonly Finding[] {
  const requests = requestsDuring(record, run);
  return requests.filter(isWrite).flatMap((patch) => {
    const before = requests.filter(({ at }) => at < patch.at);
    const newestMs = Math.max(
      0,
      ...before.filter((one) => one.path === patch.path && isWrite(one)).map(({ at }) => at),
    );
    const fromMs = Math.max(newestMs, patch.at - oldestLookMs);
    const answered = before.filter(
      ({ method, status, fault }) => method === "GET" && status === 200 && fault !== "truncate",
    );
    const list = patch.path.slice(0, patch.path.lastIndexOf("/"));
    const isAgain = ({ at, query }: RequestRecord) =>
      answered.some((one) => one.path === list && one.query === query && one.at < at);
    const isLook = (one: RequestRecord) => one.path === patch.path || (one.path === list && isAgain(one));
    if (answered.some((one) => one.at > fromMs && isLook(one))) return [];
    const says = `${nameIn(patch)} got a PATCH at ${instant(patch.at)} without a look in the 30 seconds before`;
    return [{ says, atMs: patch.at }];
  });
}
