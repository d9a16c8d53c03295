/** What a completed run says of clusters that are held, of targets that it skips, and of what it sent. */

import type { Target } from "../../../../src/schedule/model";
import { modeOf, type SoakCluster } from "../../generated/case";
import type { RunRecord, SoakRecord } from "../../lived/record";
import { askedOf, isSkippingTargets } from "../../oracle/asked";
import type { Oracle } from "../../oracle/timeline";
import { argumentOf, inForceDuring, instant, isAlone, isIn, reportsOf } from "../evidence/record-queries";
import { isAt } from "../evidence/target";
import { everyRule, type Finding } from "../finding";

export const trueWords = everyRule(heldWithoutLine, skippedWithoutName, sentOtherwise);

/** Every held cluster has a line in the log of every run. */
function heldWithoutLine(record: SoakRecord): readonly Finding[] {
  return reportsOf(record).flatMap(({ run, report }) =>
    report.clusters
      .filter(({ decision, outcome }) => decision.do === "held" && outcome === null)
      .filter(({ cluster }) => !run.execution.logs.some((line) => isHeldLine(line) && line.includes(cluster)))
      .map(({ cluster }) => {
        const atMs = run.execution.startedAtMs;
        return { says: `the log of the run at ${instant(atMs)} has no line for ${cluster}, which is held`, atMs };
      }),
  );
}

const isHeldLine = (line: string) => /(?:HELD|BELOW ITS DESIRED SIZE)(?: \(\d+\))?: /.test(line);

/** The summary and one line of the log name the clusters for which a target is skipped. */
function skippedWithoutName(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return reportsOf(record).flatMap(({ run, report }) => {
    const skipping = record.soakCase.clusters.filter((cluster) => isSkippingIn(oracle, run, cluster));
    const isLine = (line: string) => line.includes("TARGETS SKIPPED") || line.includes("LEFT ALONE");
    return skipping
      .filter(({ input: { name } }) => {
        const isInSummary = report.summary.includes("Targets skipped") && report.summary.includes(name);
        return !(isInSummary && run.execution.logs.some((line) => isLine(line) && line.includes(name)));
      })
      .map(({ input: { name } }) => {
        const atMs = run.execution.startedAtMs;
        return { says: `the run at ${instant(atMs)} does not name ${name}, for which it skips targets`, atMs };
      });
  });
}

function isSkippingIn(oracle: Oracle, run: RunRecord, cluster: SoakCluster): boolean {
  const only = argumentOf(run).cluster;
  if (only !== undefined && only !== cluster.input.name) return false;
  return inForceDuring(run).every((ms) => {
    const document = oracle.documentAt(ms);
    const schedule = document.schedules.find(({ name }) => name === cluster.schedule);
    const isOff = modeOf(document, cluster.schedule) === "off";
    return schedule !== undefined && !isOff && isSkippingTargets(cluster, schedule);
  });
}

/** A run that crossed a boundary reports what it sent, and not what it first meant. */
function sentOtherwise(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return reportsOf(record).flatMap(({ run, report }) =>
    report.clusters
      .filter(({ cluster, outcome }) => outcome?.result === "accepted" && !isDisturbed(record, run, cluster))
      .flatMap(({ cluster, desired }) => {
        const seen = run.after.find(({ name }) => name === cluster);
        if (seen === undefined || meantBy(record, oracle, run, cluster, desired).some((target) => isAt(seen, target)))
          return [];
        const atMs = run.execution.startedAtMs;
        const says = `the run at ${instant(atMs)} reports that ${cluster} was sent to ${JSON.stringify(desired)}, and it is ${JSON.stringify(seen)}`;
        return [{ says, atMs }];
      }),
  );
}

/** What a target asks of one cluster, by the documents that may have been in force. */
function meantBy(record: SoakRecord, oracle: Oracle, run: RunRecord, name: string, target: Target): readonly Target[] {
  const cluster = record.soakCase.clusters.find(({ input }) => input.name === name);
  return inForceDuring(run).map((ms) => {
    const schedule = oracle.documentAt(ms).schedules.find((one) => one.name === cluster?.schedule);
    return cluster === undefined || schedule === undefined ? target : askedOf(cluster, schedule, target);
  });
}

/** Somebody else, or Atlas, had a hand in it meanwhile. */
function isDisturbed(record: SoakRecord, run: RunRecord, name: string): boolean {
  const others = record.history.filter(
    ({ at, cluster, by }) => cluster === name && by !== record.ourName && isIn(run, at),
  );
  const rivals = record.rivals.filter(({ atMs, cluster }) => cluster === name && isIn(run, atMs));
  return !isAlone(record, run) || others.some(({ by }) => by !== undefined) || rivals.length > 0;
}
