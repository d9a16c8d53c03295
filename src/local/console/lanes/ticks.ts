/** The ticks of a time axis, at whole hours, days, months or years of a zone whose offsets are handed in. */
import type { Axis } from "./model";
import { xOf } from "./scale";

export interface Tick {
  readonly at: number;
  readonly x: number;
  readonly label: string;
  /** Begins a larger unit: midnight among hours, the 1st among days, January among months. */
  readonly isMajor: boolean;
}

/** Minutes east of UTC at an instant. */
export type OffsetAt = (ms: number) => number;

export const inUtc: OffsetAt = () => 0;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = "minute" | "day" | "month";

interface Step {
  readonly unit: Unit;
  readonly count: number;
  /** About how long it is. */
  readonly ms: number;
}

const steps: readonly Step[] = [
  ...[5, 15, 30, 60, 180, 360, 720].map((count): Step => ({ unit: "minute", count, ms: count * MINUTE })),
  ...[1, 2, 7].map((count): Step => ({ unit: "day", count, ms: count * DAY })),
  ...[1, 3, 12, 24, 60, 120].map((count): Step => ({ unit: "month", count, ms: count * 30 * DAY })),
];

/** Room for "12 Dec" and a space. */
const LABEL_PX = 52;

export function axisTicks(axis: Axis, width: number, offsetAt: OffsetAt = inUtc): Tick[] {
  const step = stepFor(axis, width);
  const ticks: Tick[] = [];
  let local = firstLocal(axis.from + offsetAt(axis.from) * MINUTE, step);
  for (let turn = 0; turn < width + 2; turn += 1, local = nextLocal(local, step)) {
    const at = fromLocal(local, offsetAt);
    if (at >= axis.until) break;
    if (at < axis.from || at <= (ticks.at(-1)?.at ?? Number.NEGATIVE_INFINITY)) continue;
    ticks.push({ at, x: xOf(at, axis, width), ...labelOf(local, step) });
  }
  return ticks;
}

function stepFor({ from, until }: Axis, width: number): Step {
  const msPerLabel = ((until - from) / Math.max(width, 1)) * LABEL_PX;
  const longest: Step = { unit: "month", count: 120, ms: 3_600 * DAY };
  return steps.find(({ ms }) => ms >= msPerLabel) ?? longest;
}

/** Local times are milliseconds as if the zone's clock were UTC. */
function firstLocal(local: number, { unit, count }: Step): number {
  if (unit === "minute") return Math.floor(local / (count * MINUTE)) * count * MINUTE;
  if (unit === "month") return monthStart(Math.floor(monthOf(local) / count) * count);
  const day = Math.floor(local / DAY);
  if (count === 7) return (day - ((day + 3) % 7)) * DAY;
  return count === 2 ? startOfPair(day) : day * DAY;
}

function nextLocal(local: number, { unit, count }: Step): number {
  if (unit === "minute") return local + count * MINUTE;
  if (unit === "month") return monthStart(monthOf(local) + count);
  return count === 2 ? nextOfPair(local) : local + count * DAY;
}

/** Every other day counts from the 1st, so that the labels stay while one pans: 1, 3, 5 … 29 and again 1. */
function startOfPair(day: number): number {
  const date = new Date(day * DAY).getUTCDate();
  return (date % 2 === 1 ? day : day - 1) * DAY;
}

function nextOfPair(local: number): number {
  const next = new Date(local + 2 * DAY);
  const date = next.getUTCDate();
  if (date <= 2) return next.getTime() - (date - 1) * DAY;
  const isLast = date === 31 || (date === 29 && next.getUTCMonth() === 1);
  return next.getTime() + (isLast ? DAY : 0);
}

function monthOf(local: number): number {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function monthStart(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1);
}

/** The offset is that of the instant itself, which a clock change near it may make another than the first guess. */
function fromLocal(local: number, offsetAt: OffsetAt): number {
  const guess = local - offsetAt(local) * MINUTE;
  return local - offsetAt(guess) * MINUTE;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function labelOf(local: number, { unit, count }: Step): Pick<Tick, "label" | "isMajor"> {
  const date = new Date(local);
  const month = MONTHS[date.getUTCMonth()] ?? "";
  const day = `${date.getUTCDate()} ${month}`;
  if (unit === "minute") {
    const isMidnight = local % DAY === 0;
    return { label: isMidnight ? day : date.toISOString().slice(11, 16), isMajor: isMidnight };
  }
  if (unit === "day") return { label: day, isMajor: count !== 7 && date.getUTCDate() === 1 };
  const year = String(date.getUTCFullYear());
  if (count >= 12) return { label: year, isMajor: false };
  const isJanuary = date.getUTCMonth() === 0;
  return { label: isJanuary ? year : month, isMajor: isJanuary };
}
