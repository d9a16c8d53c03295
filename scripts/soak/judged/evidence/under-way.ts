/** What Atlas is working on, since when and for whom, and so whether a run may call it late or stuck. */

import moment from "moment-timezone";
import type { SoakDocument } from "../../generated/case";
import { hourMs, minuteMs } from "../../generated/time";
import { strangersName } from "../../lived/perform-act";
import type { SoakRecord } from "../../lived/record";
import { lastWhere } from "../../oracle/last";
import { submittedBetween } from "./submitted-changes";

/** `limits.longestChange` of the document, whose default is six hours. */
export const longestChangeMs = ({ limits }: SoakDocument) =>
  limits === undefined ? 6 * hourMs : moment.duration(limits.longestChange).asMilliseconds();

/** Since when Atlas has been working on what somebody asked for, without an end since; null: it is not. */
export function underWaySince(record: SoakRecord, name: string, ms: number): number | null {
  const done = lastWhere(
    record.history,
    ({ at, cluster, what }) => cluster === name && what === "completed" && at <= ms,
  );
  return submittedBetween(record, name, (done?.at ?? 0) + 1, ms)[0]?.at ?? null;
}

/** Whether the app itself asked for what Atlas has been working on for longer than a change may take. */
export function isOursStuck(record: SoakRecord, name: string, ms: number, longestMs: number): boolean {
  const sinceMs = underWaySince(record, name, ms);
  if (sinceMs === null || ms - sinceMs < longestMs + minuteMs) return false;
  return submittedBetween(record, name, sinceMs, sinceMs).every(({ by }) => by === record.ourName);
}

/** Whether anybody's change may have been under way for longer than a change may take. */
export function mayBeStuck(record: SoakRecord, name: string, ms: number, longestMs: number): boolean {
  const sinceMs = underWaySince(record, name, ms);
  return sinceMs !== null && ms - sinceMs >= longestMs - minuteMs;
}

/** Atlas may take its time over what somebody asked for in the last hour, and over its own resume after 30 days. */
export function mayTakeItsTime(record: SoakRecord, name: string, ms: number): boolean {
  if (submittedBetween(record, name, ms - hourMs - minuteMs, ms).length > 0) return true;
  return record.history.some(
    ({ at, cluster, what, by }) =>
      cluster === name && what === "resume-submitted" && by === "Atlas" && at <= ms && at >= ms - 2 * hourMs,
  );
}

/** A person asked for what Atlas works on less than an hour ago: that is no failure. */
export function isPersonsOwn(record: SoakRecord, name: string, ms: number): boolean {
  const [newest] = submittedBetween(record, name, ms - hourMs + minuteMs, ms);
  return newest?.by === strangersName;
}
