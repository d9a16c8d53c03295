/** Instants as people read them, in UTC and in a zone, and local times as they type them. Pure. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** `Thu 2026-11-26 06:03 UTC`; with seconds where they matter. */
export function utcText(at: number, precision: Precision = "minutes"): string {
  return `${localText(at, "UTC", precision)} UTC`;
}

/** `Thu 2026-11-26 01:03 America/New_York`; null for UTC, and for a zone that this browser does not know. */
export function zoneText(at: number, zone: string, precision: Precision = "minutes"): string | null {
  if (zone === "UTC" || !knowsZone(zone)) return null;
  return `${localText(at, zone, precision)} ${zone}`;
}

/** `Tue 2026-12-01 12:00 UTC (13:00 Europe/Berlin)`: the date is repeated only where it is another. */
export function bothTexts(at: number, zone: string): string {
  const [utc, there] = [utcText(at), zoneText(at, zone)];
  if (there === null) return utc;
  const dateEnd = "Tue 2026-12-01 ".length;
  return `${utc} (${there.slice(0, dateEnd) === utc.slice(0, dateEnd) ? there.slice(dateEnd) : there})`;
}

/** `in 3 d 4 h`, `12 min ago`, `now`. */
export function distanceText(at: number, now: number): string {
  if (Math.abs(at - now) < 1_000) return "now";
  return at > now ? `in ${lengthText(at - now)}` : `${lengthText(now - at)} ago`;
}

/** How many minutes the zone's clocks are ahead of UTC; 0 for a zone that this browser does not know. */
export function offsetMinutes(at: number, zone: string): number {
  return zone === "UTC" ? 0 : offsetMs(at, zone) / MINUTE_MS;
}

export type Precision = "minutes" | "seconds";

/** `Thu 2026-11-26 06:03` on the clocks of the zone. */
export function localText(at: number, zone: string, precision: Precision = "minutes"): string {
  const { weekday, year, month, day, hour, minute, second } = partsOf(at, zone);
  return `${weekday} ${year}-${month}-${day} ${hour}:${minute}${precision === "seconds" ? `:${second}` : ""}`;
}

/** What `<input type="datetime-local">` has for this instant on the clocks of the zone: `2026-11-26T06:03`. */
export function inputText(at: number, zone: string): string {
  const { year, month, day, hour, minute } = partsOf(at, zone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/**
 * The instant of such a text in the zone. A local time that does not exist is the first instant after the gap, one that
 * exists twice is the first; null: the text is no local time.
 */
export function instantOf(text: string, zone: string): number | null {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((at) => offsetMs(at, zone));
  const found = offsets.map((offset) => asUtc - offset).filter((at) => inputText(at, zone) === text);
  return found.length > 0 ? Math.min(...found) : gapEnd(asUtc, zone);
}

/** The instant within a day of it at which the zone's offset changes. */
function gapEnd(asUtc: number, zone: string): number {
  let before = asUtc - DAY_MS;
  let after = asUtc + DAY_MS;
  const offset = offsetMs(before, zone);
  while (after - before > MINUTE_MS) {
    const middle = before + Math.round((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetMs(middle, zone) === offset) before = middle;
    else after = middle;
  }
  return after;
}

function offsetMs(at: number, zone: string): number {
  return Date.parse(`${inputText(at, zone)}Z`) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/** `3 d 4 h`, `12 min`, `8.3 s`: the two largest units that say something. */
export function lengthText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${Math.round(ms / 100) / 10} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  const parts = [
    [Math.floor(minutes / 1_440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  return said.map(([count, unit]) => `${count} ${unit}`).join(" ");
}

export function knowsZone(zone: string): boolean {
  return formatOf(zone) !== null;
}

type Part = "weekday" | "year" | "month" | "day" | "hour" | "minute" | "second";

function partsOf(at: number, zone: string): Readonly<Record<Part, string>> {
  const format = formatOf(zone) ?? formatOf("UTC");
  const parts = format?.formatToParts(at) ?? [];
  return Object.fromEntries(parts.map(({ type, value }) => [type, value])) as Record<Part, string>;
}

/** Making a format takes a browser much longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = makeFormat(zone);
  formats.set(zone, made);
  return made;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | null {
  const two = "2-digit";
  const looks = {
    weekday: "short",
    year: "numeric",
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...looks, timeZone, hourCycle: "h23" });
  } catch {
    return null;
  }
}
