import { readInstant } from "../../schedule/calendar/date-time";
import { type Duration, readDuration } from "../../schedule/calendar/duration";
import { didYouMean } from "../../schedule/document/guess";
import { ConfigError, type ConfigIssue } from "./config-error";

export type ArgumentKind = "boolean" | "text" | "instant" | "duration" | "days";

/** A function takes an optional object with these keys. */
export type ArgumentKinds = Readonly<Record<string, ArgumentKind>>;

interface Values {
  readonly boolean: boolean;
  readonly text: string;
  readonly instant: number;
  readonly duration: Duration;
  readonly days: number;
}

type ValueOf<Kind extends ArgumentKind> = Values[Kind];

/** An `instant` is given as ISO 8601 text and read as epoch milliseconds. */
export type Arguments<Kinds extends ArgumentKinds> = { readonly [Key in keyof Kinds]?: ValueOf<Kinds[Key]> };

/** What the console's function editor passes unless the person changes it (App Services docs: test a function). */
const consoleDefault = "Hello world!";

/** Reads the argument of a function. Anything that is not such an object, or has an unknown key, is refused. */
export function readArguments<Kinds extends ArgumentKinds>(given: unknown, kinds: Kinds): Arguments<Kinds> {
  if (given === undefined || given === null || given === consoleDefault) return {};
  const keys = Object.keys(kinds);
  if (typeof given !== "object" || Array.isArray(given)) {
    throw new ConfigError([
      { path: "argument", message: `must be an object with any of the keys ${keys.join(", ")}, or be left out` },
    ]);
  }
  const issues: ConfigIssue[] = [];
  const read: Record<string, unknown> = {};
  for (const key of Object.keys(given)) {
    const kind = keys.includes(key) ? kinds[key] : undefined;
    const result =
      kind === undefined
        ? { problem: unknownKey(key, keys) }
        : readValue(kind, (given as Record<string, unknown>)[key]);
    if ("problem" in result) issues.push({ path: `argument.${key}`, message: result.problem });
    else read[key] = result.value;
  }
  if (issues.length > 0) throw new ConfigError(issues);
  return read as Arguments<Kinds>;
}

function unknownKey(key: string, keys: readonly string[]): string {
  return `unknown key; this function takes ${keys.join(", ")}${didYouMean(key, keys)}`;
}

type ReadValue = { readonly value: unknown } | { readonly problem: string };

function readValue(kind: ArgumentKind, value: unknown): ReadValue {
  if (kind === "boolean") return typeof value === "boolean" ? { value } : { problem: "must be true or false" };
  if (kind === "text") {
    return typeof value === "string" && value !== "" ? { value } : { problem: "must be a non-empty text" };
  }
  if (kind === "duration") return readDurationText(value);
  return kind === "instant" ? readInstantText(value) : readDayCount(value);
}

function readInstantText(value: unknown): ReadValue {
  const instant = typeof value === "string" ? readInstant(value) : null;
  return typeof instant === "number"
    ? { value: instant }
    : { problem: 'must be an instant such as "2026-12-01T12:00:00Z"' };
}

function readDurationText(value: unknown): ReadValue {
  const duration = typeof value === "string" ? readDuration(value) : 'must be an ISO 8601 duration such as "PT4H"';
  return typeof duration === "string" ? { problem: duration } : { value: duration };
}

function readDayCount(value: unknown): ReadValue {
  const isDays = typeof value === "number" && value > 0 && value <= 366;
  return isDays ? { value } : { problem: "must be a number of days, more than 0 and at most 366" };
}
