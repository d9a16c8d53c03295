/** The tag `scheduler-hold` tells this app to leave a cluster alone until an instant, written as `20261201T1200Z`. */

import { MS_PER_MINUTE } from "../schedule/time-units";
import type { Tag } from "./model";

export const holdTagKey = "scheduler-hold";

export interface Hold {
  /** null: its tag cannot be read, so it holds until somebody mends that. */
  readonly untilMs: number | null;
  /** The tag, where its value is no instant or its key differs by case; null: it is as it should be. */
  readonly mistake: Tag | null;
}

/**
 * The hold in force; null: there is none, or it is over. A tag with a slip of the pen holds too: somebody wanted the
 * cluster left alone. Of several tags the longest hold counts.
 */
export function holdOf(tags: readonly Tag[], nowMs: number): Hold | null {
  let longest: Hold | null = null;
  for (const tag of tags) {
    if (tag.key.trim().toLowerCase() !== holdTagKey) continue;
    const untilMs = parseHold(tag.value);
    if (untilMs !== null && untilMs <= nowMs) continue;
    const hold = { untilMs, mistake: untilMs === null || tag.key !== holdTagKey ? tag : null };
    if (longest === null || endOfHold(hold) > endOfHold(longest)) longest = hold;
  }
  return longest;
}

function endOfHold({ untilMs }: Hold): number {
  return untilMs ?? Number.POSITIVE_INFINITY;
}

/** People may write dashes, colons, seconds and, as JavaScript does, fractions too. */
function parseHold(value: string): number | null {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?Z$/.exec(value.trim());
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
