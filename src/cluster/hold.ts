/** The tag `scheduler-hold` tells this app to leave a cluster alone until an instant, written as `20261201T1200Z`. */

import { MS_PER_MINUTE } from "../schedule/time-units";
import type { Tag } from "./model";

export const holdTagKey = "scheduler-hold";

export interface Hold {
  /** The end of the hold; null: there is none, it is over, or it cannot be read. */
  readonly untilMs: number | null;
  /** The value of a tag that is not an instant: nothing is held, although somebody thinks it is. */
  readonly malformed: string | null;
}

export function holdUntil(tags: readonly Tag[], nowMs: number): Hold {
  const tag = tags.find((candidate) => candidate.key === holdTagKey);
  if (tag === undefined) return { untilMs: null, malformed: null };
  const untilMs = parseHold(tag.value);
  if (untilMs === null) return { untilMs: null, malformed: tag.value };
  return { untilMs: untilMs > nowMs ? untilMs : null, malformed: null };
}

/** People may write dashes, colons and seconds too, as far as Atlas allows them in tags. */
function parseHold(value: string): number | null {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d)(?::?(\d\d))?Z$/.exec(value.trim());
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second = "00"] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const ms = Date.parse(iso);
  // Some engines make 1 December of 31 November, which does not exist.
  return !Number.isNaN(ms) && new Date(ms).toISOString() === iso ? ms : null;
}

/** The value of the tag, in whole minutes; it is rounded up so that a hold never ends early. */
export function formatHold(ms: number): string {
  const iso = new Date(Math.ceil(ms / MS_PER_MINUTE) * MS_PER_MINUTE).toISOString();
  return `${iso.slice(0, 16).replace(/[-:]/g, "")}Z`;
}

/** These tags with the hold added or replaced. The others keep their order. */
export function withHold(tags: readonly Tag[], untilMs: number): Tag[] {
  return [...tags.filter(({ key }) => key !== holdTagKey), { key: holdTagKey, value: formatHold(untilMs) }];
}

/** Whether just this hold is on the cluster already. */
export function hasHold(tags: readonly Tag[], untilMs: number): boolean {
  return tags.some(({ key, value }) => key === holdTagKey && value === formatHold(untilMs));
}
