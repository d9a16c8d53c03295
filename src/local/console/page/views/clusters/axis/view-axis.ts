/** Which time the view shows, and how zooming, panning and following now change that. Pure. */
import type { Axis } from "../../../../lanes/model";
import { DAY_MS, HOUR_MS } from "../../../state/instants";

export interface ViewAxis {
  readonly spanMs: number;
  /** Where it begins while it does not follow now. */
  readonly from: number;
  readonly isFollowing: boolean;
}

export const ZOOMS = [
  { name: "Day", spanMs: DAY_MS },
  { name: "Week", spanMs: 7 * DAY_MS },
  { name: "Month", spanMs: 31 * DAY_MS },
  { name: "Quarter", spanMs: 92 * DAY_MS },
  { name: "Year", spanMs: 366 * DAY_MS },
] as const;

const SHORTEST_MS = HOUR_MS;
const LONGEST_MS = 2 * 366 * DAY_MS;

/** Of what is shown so much lies before now: what was explains what is, and what comes is there to be seen. */
const NOW_AT = 0.6;

export const firstAxis: ViewAxis = { spanMs: 7 * DAY_MS, from: 0, isFollowing: true };

/** It begins on a whole pixel, so that while time runs it is another axis only when something would move. */
export function axisOf({ spanMs, from, isFollowing }: ViewAxis, now: number, width: number): Axis {
  const start = isFollowing ? now - NOW_AT * spanMs : from;
  const pixelMs = spanMs / Math.max(width, 1);
  const snapped = Math.round(start / pixelMs) * pixelMs;
  return { from: snapped, until: snapped + spanMs, now: Math.floor(now / pixelMs) * pixelMs };
}

/** The instant keeps its place; while it follows, now keeps its own. */
export function zoomed(axis: ViewAxis, factor: number, around: number): ViewAxis {
  const spanMs = Math.min(Math.max(axis.spanMs / factor, SHORTEST_MS), LONGEST_MS);
  return { ...axis, spanMs, from: around - ((around - axis.from) / axis.spanMs) * spanMs };
}

/** Now stays in sight where it is; otherwise the middle stays. */
export function zoomedTo(axis: ViewAxis, spanMs: number, now: number): ViewAxis {
  const isNowSeen = now >= axis.from && now <= axis.from + axis.spanMs;
  const around = isNowSeen ? now : axis.from + axis.spanMs / 2;
  // As it was asked for: a quotient of a quotient may be another number.
  return { ...zoomed(axis, axis.spanMs / spanMs, around), ...(isAllowed(spanMs) && { spanMs }) };
}

const isAllowed = (spanMs: number) => spanMs >= SHORTEST_MS && spanMs <= LONGEST_MS;

/** What is moved by hand no longer follows. */
export function panned(axis: ViewAxis, ms: number): ViewAxis {
  return { ...axis, from: axis.from + ms, isFollowing: false };
}

export function followed(axis: ViewAxis): ViewAxis {
  return { ...axis, isFollowing: true };
}

export function showing(from: number, until: number): ViewAxis {
  return { from, spanMs: until - from, isFollowing: false };
}

/** Where it stands at this moment, no longer following. */
export function standing(axis: ViewAxis, now: number): ViewAxis {
  return axis.isFollowing ? { ...axis, from: now - NOW_AT * axis.spanMs, isFollowing: false } : axis;
}

/** The same span, moved as little as needed for the instant to be in sight. */
export function withInSight(axis: ViewAxis, at: number): ViewAxis {
  const marginMs = axis.spanMs / 20;
  if (at < axis.from) return panned(axis, at - marginMs - axis.from);
  const end = axis.from + axis.spanMs;
  return at > end ? panned(axis, at + marginMs - end) : axis;
}
