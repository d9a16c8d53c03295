/**
 * What a schedule means, found minute by minute from the document as written. It shares nothing with src/schedule: its
 * own reading of cron, and moment-timezone's offsets.
 */

import moment from "moment-timezone";

export interface WrittenWindow {
  readonly name: string;
  readonly start?: string;
  readonly end?: string;
  readonly duration?: string;
  readonly lead?: string;
  readonly from?: string;
  readonly until?: string;
  readonly except?: readonly string[];
  readonly tier: string;
}

export interface WrittenSchedule {
  readonly name: string;
  readonly clusters: readonly string[];
  readonly timezone: string;
  readonly baseline: { readonly tier: string };
  readonly except?: readonly string[];
  readonly windows: readonly WrittenWindow[];
}

/** These are constants because Jest makes every look-up of a global slow. */
const { floor, max } = Math;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NAMES: Record<string, number> = {};
"SUN MON TUE WED THU FRI SAT".split(" ").forEach((name, index) => {
  NAMES[name] = index;
});
"JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ").forEach((name, index) => {
  NAMES[name] = index + 1;
});

function memberOf(word: string): number {
  return NAMES[word] ?? Number(word);
}

/** Whether one comma-free item of a field takes `value`. */
function itemTakes(item: string, value: number, first: number): boolean {
  const [range = "", step = "1"] = item.split("/");
  if (range === "*") return (value - first) % Number(step) === 0;
  const [from = "", to = from] = range.split("-");
  const last = to === "SUN" && from !== "SUN" ? 7 : memberOf(to);
  return value >= memberOf(from) && value <= last && (value - memberOf(from)) % Number(step) === 0;
}

function fieldTakes(field: string, value: number, first: number): boolean {
  return field.split(",").some((item) => itemTakes(item, value, first));
}

function dayInMonth(date: Date): { day: number; length: number; weekdayOn: (day: number) => number } {
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const weekdayOn = (day: number) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  return { day: date.getUTCDate(), length, weekdayOn };
}

/** The day that "15W" means in the month of `date`. */
function workday(wanted: number, date: Date): number {
  const { length, weekdayOn } = dayInMonth(date);
  if (wanted > length) return 0;
  for (const shift of [0, -1, 1, -2, 2]) {
    const day = wanted + shift;
    if (day >= 1 && day <= length && weekdayOn(day) % 6 !== 0) return day;
  }
  throw new Error("every month has a workday");
}

function lastWorkday(date: Date): number {
  const { length, weekdayOn } = dayInMonth(date);
  const days = [length, length - 1, length - 2];
  return days.find((day) => weekdayOn(day) % 6 !== 0) ?? 0;
}

function dayTakes(field: string, date: Date): boolean {
  const { day, length } = dayInMonth(date);
  return field.split(",").some((item) => {
    if (item === "LW") return day === lastWorkday(date);
    if (item.startsWith("L")) return day === length - Number(item.slice(2) || 0);
    if (item.endsWith("W")) return day === workday(Number(item.slice(0, -1)), date);
    return itemTakes(item, day, 1);
  });
}

function weekdayTakes(field: string, date: Date): boolean {
  const { day, length } = dayInMonth(date);
  const weekday = date.getUTCDay();
  return field.split(",").some((item) => {
    const [name = "", nth] = item.split("#");
    if (
      !itemTakes(name, weekday, 0) &&
      !(weekday === 0 && itemTakes(name, 7, 0) && name !== "*" && !name.startsWith("*/"))
    ) {
      return false;
    }
    if (nth === "L") return day + 7 > length;
    return nth === undefined || Math.ceil(day / 7) === Number(nth);
  });
}

/** Tells of civil minutes, asked for in ascending order, whether a line takes them. */
export function lineMatcher(text: string): (civil: number) => boolean {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = text.split(/\s+/);
  const minutes = Array.from({ length: 60 }, (_, value) => fieldTakes(minute, value, 0));
  const hours = Array.from({ length: 24 }, (_, value) => fieldTakes(hour, value, 0));
  let knownDay = Number.NaN;
  let isDay = false;
  return (civil) => {
    const number = floor(civil / 1440);
    if (number !== knownDay) {
      const date = new Date(number * DAY_MS);
      knownDay = number;
      isDay = fieldTakes(month, date.getUTCMonth() + 1, 1) && dayTakes(day, date) && weekdayTakes(weekday, date);
    }
    const time = civil - number * 1440;
    return isDay && hours[floor(time / 60)] === true && minutes[time % 60] === true;
  };
}

/** Minutes in the units of a duration: those of the calendar, and those of the clock. */
function minutesOf(duration: string): { readonly nominal: number; readonly elapsed: number } {
  const count = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0);
  return { nominal: count("W") * 10_080 + count("D") * 1440, elapsed: count("H") * 60 + count("M") };
}

/** What a minute is to a window, in bits, because there are millions of minutes: open, and the start of a span. */
const OPEN = 1;
const START = 2;

/** What `minute` is, at which the civil minutes from `first` to `last` begin: none, one, or a gap's. */
type Step = (minute: number, first: number, last: number) => number;

type Takes = (civil: number) => boolean;

function anyOf(takes: Takes, first: number, last: number): boolean {
  let isAny = false;
  for (let civil = first; civil <= last; civil += 1) isAny = takes(civil) || isAny;
  return isAny;
}

function exceptedDays(window: WrittenWindow, schedule: WrittenSchedule, calendars: Record<string, readonly string[]>) {
  const entries = window.except ?? schedule.except ?? [];
  return new Set(entries.flatMap((entry) => calendars[entry] ?? [entry]).map((date) => Date.parse(date) / DAY_MS));
}

function toggled(opens: Takes, closes: Takes): Step {
  let isOpen = false;
  return (_, first, last) => {
    const isOpened = anyOf(opens, first, last);
    const isClosed = anyOf(closes, first, last);
    if (isClosed) isOpen = false;
    else if (isOpened) isOpen = true;
    return (isOpen ? OPEN : 0) | (isOpened && !isClosed ? START : 0);
  };
}

/** A start lasts until the clock shows its time again so many days later, and then for the elapsed time. */
function lasting(opens: Takes, { nominal, elapsed }: ReturnType<typeof minutesOf>): Step {
  let openUntil = Number.NEGATIVE_INFINITY;
  let waitsFor: number[] = [];
  return (minute, first, last) => {
    const shown = max(last, first - 1);
    const isStart = anyOf(opens, first, last);
    if (isStart) waitsFor.push(last + nominal);
    if (waitsFor.length > 0 && waitsFor.some((civil) => civil <= shown)) {
      openUntil = minute + elapsed;
      waitsFor = waitsFor.filter((civil) => civil > shown);
    }
    return (waitsFor.length > 0 || minute < openUntil ? OPEN : 0) | (isStart ? START : 0);
  };
}

/** The step of a window, to be asked of the minutes in their order. */
function stepper(window: WrittenWindow, except: ReadonlySet<number>): Step {
  if (window.from !== undefined && window.until !== undefined) {
    const [from, until] = [Date.parse(`${window.from}Z`) / MINUTE_MS, Date.parse(`${window.until}Z`) / MINUTE_MS];
    return toggled(
      (civil) => civil === from,
      (civil) => civil === until,
    );
  }
  const starts = lineMatcher(window.start ?? "");
  const opens = (civil: number) => starts(civil) && !except.has(floor(civil / 1440));
  if (window.duration !== undefined) return lasting(opens, minutesOf(window.duration));
  return toggled(opens, lineMatcher(window.end ?? ""));
}

/** The offset at each minute; they are asked for in ascending order. */
function offsetReader(timezone: string): (minute: number) => number {
  const zone = moment.tz.zone(timezone);
  if (zone === null) throw new Error(`no zone ${timezone}`);
  const changes = zone.untils.map((until) => (until ?? Number.POSITIVE_INFINITY) / MINUTE_MS);
  const offsets = zone.offsets.map((minutesWest) => -minutesWest);
  let period = 0;
  return (minute) => {
    while (minute >= (changes[period] ?? 0) && period < offsets.length - 1) period += 1;
    return offsets[period] ?? 0;
  };
}

export interface Timeline {
  /** The tier of each minute of [from, until). */
  readonly tiers: readonly string[];
  readonly gaps: number;
  readonly folds: number;
}

/** Minutes since the epoch; `warmUp` minutes before `from` are walked too, for the spans that began there. */
export function timelineOf(
  schedule: WrittenSchedule,
  calendars: Record<string, readonly string[]>,
  from: number,
  until: number,
  warmUp: number,
): Timeline {
  const steps = schedule.windows.map((window) => stepper(window, exceptedDays(window, schedule, calendars)));
  const leads = schedule.windows.map(({ lead }) => minutesOf(lead ?? "").elapsed);
  const offsetAt = offsetReader(schedule.timezone);
  const begin = floor(from - warmUp);
  const end = until + max(0, ...leads);
  const open = steps.map(() => new Uint8Array(end - begin));
  let latest = begin + offsetAt(begin) - 1;
  let gaps = 0;
  let folds = 0;
  let lastOffset = offsetAt(begin);
  for (let minute = begin; minute < end; minute += 1) {
    const offset = offsetAt(minute);
    if (minute >= from && minute < until && offset > lastOffset) gaps += 1;
    if (minute >= from && minute < until && offset < lastOffset) folds += 1;
    lastOffset = offset;
    const civil = minute + offset;
    const at = minute - begin;
    steps.forEach((step, index) => {
      const now = step(minute, latest + 1, civil);
      const minutes = open[index];
      if (now === 0 || minutes === undefined) return;
      if ((now & OPEN) !== 0) minutes[at] = 1;
      if ((now & START) !== 0) minutes.fill(1, max(0, at - (leads[index] ?? 0)), at);
    });
    latest = max(latest, civil);
  }
  const tiers: string[] = [];
  for (let at = from - begin; at < until - begin; at += 1) {
    const winner = open.findIndex((minutes) => minutes[at] === 1);
    tiers.push(schedule.windows[winner]?.tier ?? schedule.baseline.tier);
  }
  return { tiers, gaps, folds };
}
