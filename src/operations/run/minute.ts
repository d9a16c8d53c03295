import { MS_PER_MINUTE } from "../../schedule/time-units";

/** A run decides for the minute nearest to its clock: a trigger may fire some seconds early or late. */
export function nearestMinute(nowMs: number): number {
  return Math.round(nowMs / MS_PER_MINUTE) * MS_PER_MINUTE;
}
