/** Schedules that no cluster has: of them only the triggers are looked at, which takes no time of a case. */

import { nextFiring, parseAtlasCron } from "../../../src/local/triggers/cron";
import { plannedTriggers } from "../../build/app-template";
import { type SoakCase, writtenDocument } from "../generated/case";
import { dayMs } from "../generated/time";
import { instant } from "../lived/record";
import { scheduleTimeline } from "../oracle/timeline";

/** A trigger fires on the minute of every boundary, by Atlas's reading of its line. */
export function untriggeredDrafts(soakCase: SoakCase): readonly string[] {
  const { startMs, days, drafts = [] } = soakCase;
  return drafts.flatMap((draft) => {
    const document = { drift: "respect", mode: "on", schedules: [{ ...draft, selectsBy: "glob" }] } as const;
    const lines = plannedTriggers(writtenDocument(document, { clusters: [] }), startMs).map(({ schedule }) => schedule);
    const firesAt = matcherOf(lines);
    return scheduleTimeline(draft, soakCase, {}, 0)
      .boundaries(startMs, startMs + days * dayMs)
      .filter((ms) => !firesAt(ms))
      .map((ms) => `no trigger fires for the boundary at ${instant(ms)} of ${JSON.stringify(draft)}`);
  });
}

function matcherOf(lines: readonly string[]): (ms: number) => boolean {
  const crons = lines.map((line) => {
    const parsed = parseAtlasCron(line);
    if ("problem" in parsed) throw new Error(parsed.problem);
    return parsed.cron;
  });
  return (ms) => crons.some((cron) => nextFiring(cron, ms) === ms);
}
