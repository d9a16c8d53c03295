/** A trigger fires on the minute of every boundary, never two at once, and the heartbeat every quarter of an hour. */

import { nextFiring, parseAtlasCron } from "../../../../src/local/triggers/cron";
import type { Firing } from "../../../../src/local/triggers/faults";
import { plannedTriggers } from "../../../build/app-template";
import { writtenDocument } from "../../generated/case";
import { minuteMs } from "../../generated/time";
import type { SoakRecord } from "../../lived/record";
import { type Oracle, scheduleTimeline } from "../../oracle/timeline";
import { endOf, instant } from "../evidence/record-queries";
import { everyRule, type Finding } from "../finding";

export const triggersFire = everyRule(boundariesWithoutTrigger, draftsWithoutTrigger, triggersAtOnce, silentQuarters);

/** A trigger fires on the minute of every boundary of the document that was deployed, and of an edited one within a heartbeat. */
function boundariesWithoutTrigger({ soakCase, edits, firings }: SoakRecord, oracle: Oracle): readonly Finding[] {
  const latestMs = edits.length === 0 ? 0 : 15 * minuteMs;
  const at = firings.map(({ scheduledAtMs }) => scheduledAtMs).sort((a, b) => a - b);
  const last = at.at(-1) ?? 0;
  const isFired = (ms: number) => at.some((fired) => fired >= ms && fired <= ms + latestMs);
  return (soakCase.documents[0]?.schedules ?? []).flatMap(({ name }) =>
    oracle
      .boundaries(name, soakCase.startMs, endOf(soakCase))
      .filter((ms) => ms + latestMs <= last && !isFired(ms))
      .map((atMs) => ({ says: `no trigger fires for the boundary of ${name} at ${instant(atMs)}`, atMs })),
  );
}

/** The same for schedules that no cluster has, by Atlas's reading of the cron lines: that takes no time of a case. */
function draftsWithoutTrigger({ soakCase }: SoakRecord): readonly Finding[] {
  const { startMs, drafts = [] } = soakCase;
  return drafts.flatMap((draft) => {
    const document = { drift: "respect", mode: "on", schedules: [{ ...draft, selectsBy: "glob" }] } as const;
    const plans = plannedTriggers(writtenDocument(document, { clusters: [] }), startMs);
    const fires = firesAt(plans.map(({ schedule }) => schedule));
    return scheduleTimeline(draft, soakCase, {}, 0)
      .boundaries(startMs, endOf(soakCase))
      .filter((ms) => !fires(ms))
      .map((ms) => ({
        says: `no trigger fires for the boundary at ${instant(ms)} of ${JSON.stringify(draft)}`,
        atMs: null,
      }));
  });
}

function firesAt(lines: readonly string[]): (ms: number) => boolean {
  const crons = lines.map((line) => {
    const parsed = parseAtlasCron(line);
    if ("problem" in parsed) throw new Error(parsed.problem);
    return parsed.cron;
  });
  return (ms) => crons.some((cron) => nextFiring(cron, ms) === ms);
}

/** Two triggers of one minute run twice, and send twice. */
function triggersAtOnce({ firings }: SoakRecord): readonly Finding[] {
  const byMinute = new Map<number, Firing>();
  return firings.flatMap((firing) => {
    const { scheduledAtMs, trigger } = firing;
    const other = byMinute.get(scheduledAtMs);
    byMinute.set(scheduledAtMs, firing);
    if (other === undefined || other.trigger === trigger) return [];
    return [{ says: `${other.trigger} and ${trigger} both fire at ${instant(scheduledAtMs)}`, atMs: scheduledAtMs }];
  });
}

/** Whatever is missed is made up for within a quarter of an hour; a deployment may move the heartbeat. */
function silentQuarters({ firings, happenings }: SoakRecord): readonly Finding[] {
  const deployments = happenings.filter(({ happening }) => happening.does === "edit" && happening.deploys);
  const times = [...new Set(firings.map(({ scheduledAtMs }) => scheduledAtMs))].sort((a, b) => a - b);
  return times.slice(1).flatMap((atMs, index) => {
    const beforeMs = times[index] ?? atMs;
    if (atMs - beforeMs <= 15 * minuteMs) return [];
    if (deployments.some((one) => one.atMs >= beforeMs && one.atMs <= atMs)) return [];
    return [{ says: `no trigger fires between ${instant(beforeMs)} and ${instant(atMs)}`, atMs }];
  });
}
