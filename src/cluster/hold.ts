/** The tag `scheduler-hold`: leave this cluster alone until an instant, written as `20261201T1200Z`. */

import { MS_PER_MINUTE } from "../schedule/time-units";
import type { Tag } from "./model";

export const holdTagKey = "scheduler-hold";

export interface Hold {
  /** Of a hold that is in force; null: none, over, or malformed. */
  readonly untilMs: number | null;
  /** The value of a tag that is no instant: nothing is held, and somebody thinks it is. */
  readonly malformed: string | null;
}

export function holdUntil(tags: readonly Tag[], nowMs: number): Hold {
  const tag = tags.find((candidate) => candidate.key === holdTagKey);
  if (tag === undefined) return { untilMs: null, malformed: null };
  const untilMs = parseHold(tag.value);
  if (untilMs === null) return { untilMs: null, malformed: tag.value };
  return { untilMs: untilMs > nowMs ? untilMs : null, malformed: null };
}

/** `20261201T1200Z`; dashes, colons and seconds may be there too, as tags of Atlas allow most of them. */
function parseHold(value: string): number | null {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d)(?::?(\d\d))?Z$/.exec(value.trim());
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second = "00"] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const ms = Date.parse(iso);
  // 31 November does not exist, whatever an engine makes of it.
  return !Number.isNaN(ms) && new Date(ms).toISOString() === iso ? ms : null;
}

/** Whole minutes, rounded up so that a hold never ends early. */
export function formatHold(ms: number): string {
  const iso = new Date(Math.ceil(ms / MS_PER_MINUTE) * MS_PER_MINUTE).toISOString();
  return `${iso.slice(0, 16).replace(/[-:]/g, "")}Z`;
}

/** These tags with the hold. The others keep their order. */
export function withHold(tags: readonly Tag[], untilMs: number): Tag[] {
  return [...tags.filter(({ key }) => key !== holdTagKey), { key: holdTagKey, value: formatHold(untilMs) }];
}

/** Whether just this hold is on the cluster already. */
export function hasHold(tags: readonly Tag[], untilMs: number): boolean {
  return tags.some(({ key, value }) => key === holdTagKey && value === formatHold(untilMs));
}
