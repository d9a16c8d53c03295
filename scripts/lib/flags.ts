/**
 * The flags of a command as one table: from it come what --help says, how the command line is read and the type of what
 * was read. A new flag is one row here and the code that uses its value.
 */

import { readInstant } from "../../src/schedule/calendar/date-time";
import { didYouMean } from "../../src/schedule/document/guess";
import { knownTiers } from "../../src/schedule/tiers";

/** What a flag's text means, or why it means nothing. */
export type FlagReading<Value> = { readonly value: Value } | { readonly problem: string };

export interface Flag<Value> {
  /** What stands for the value in --help, such as FILE; null: the flag takes no value. */
  readonly placeholder: string | null;
  readonly help: string;
  /** What is taken when the flag is not given. */
  readonly absent: Value;
  /** What stands for the value where the flag is given without one; absent: it must have one. */
  readonly bare?: string;
  readonly read: (text: string) => FlagReading<Value>;
}

export type FlagTable = Readonly<Record<string, Flag<unknown>>>;

export type FlagValues<Table extends FlagTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Flag<infer Value> ? Value : never;
};

/** A flag that is there or not. */
export function switchFlag(help: string): Flag<boolean> {
  return { placeholder: null, help, absent: false, read: () => ({ value: true }) };
}

export function textFlag(placeholder: string, help: string): Flag<string | null> {
  return { placeholder, help, absent: null, read: (value) => ({ value }) };
}

/** The file that a result goes to. The flag alone, or with -, means the output. */
export function outputFlag(help: string): Flag<string | null> {
  const read = (value: string): FlagReading<string> => (value.trim() === "" ? { problem: "names no file" } : { value });
  return { placeholder: "[FILE]", help, absent: null, bare: TO_OUTPUT, read };
}

/** The value of such a flag that means the output. */
export const TO_OUTPUT = "-";

/** A text of a form; `example` says in a message what it looks like. */
export function patternFlag(placeholder: string, help: string, pattern: RegExp, example: string): Flag<string | null> {
  const read = (text: string) =>
    pattern.test(text) ? { value: text } : { problem: `is not a value such as ${example}` };
  return { placeholder, help, absent: null, read };
}

/** One of a few words. */
export function wordFlag<Word extends string>(
  placeholder: string,
  help: string,
  words: readonly Word[],
): Flag<Word | null> {
  const read = (text: string): FlagReading<Word> => {
    const word = words.find((one) => one === text);
    if (word !== undefined) return { value: word };
    return { problem: `is not one of ${words.join(", ")}${meant(text, words)}` };
  };
  return { placeholder, help, absent: null, read };
}

/** A short form such as `prod` is too far from its word for a guess by letters. */
function meant(text: string, words: readonly string[]): string {
  const longer = text.length < 2 ? [] : words.filter((word) => word.startsWith(text.toLowerCase()));
  const [only = text, ...others] = longer;
  return didYouMean(others.length === 0 ? only : text, words);
}

/** A tier that Atlas has. */
export function tierFlag(placeholder: string, help: string): Flag<string | null> {
  const read = (text: string): FlagReading<string> =>
    knownTiers.includes(text) ? { value: text } : { problem: `is no tier${didYouMean(text, knownTiers)}` };
  return { placeholder, help, absent: null, read };
}

interface CountRange<Absent> {
  readonly absent: Absent;
  readonly atLeast: number;
  readonly atMost: number;
  /** What stands for the number in --help; N unless it is given. */
  readonly placeholder?: string;
}

/** A whole number from `atLeast` to `atMost`. */
export function countFlag<Absent extends number | null>(
  help: string,
  { absent, atLeast, atMost, placeholder = "N" }: CountRange<Absent>,
): Flag<number | Absent> {
  const read = (text: string): FlagReading<number> => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    const isInRange = count >= atLeast && count <= atMost;
    return isInRange ? { value: count } : { problem: `is not a whole number from ${atLeast} to ${atMost}` };
  };
  return { placeholder, help, absent, read };
}

/** An instant as epoch milliseconds. A date alone means its midnight in UTC. */
export function instantFlag(help: string): Flag<number | null> {
  const read = (text: string): FlagReading<number> => {
    const instant = readInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00Z` : text);
    return typeof instant === "number" ? { value: instant } : { problem: instant };
  };
  return { placeholder: "INSTANT", help, absent: null, read };
}

/** What parseArgs of node:util found under the names of the table. */
export type GivenFlags = Readonly<Record<string, string | boolean | undefined>>;

/** Reads every flag of the table; each problem names its flag and what was given. */
export function readFlags<Table extends FlagTable>(
  table: Table,
  given: GivenFlags,
): { readonly values: FlagValues<Table>; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const values = Object.entries(table).map(([name, flag]) => {
    const text = given[name];
    if (text === undefined) return [name, flag.absent];
    const reading = flag.read(String(text));
    if ("value" in reading) return [name, reading.value];
    problems.push(`--${name} ${text}: ${reading.problem}`);
    return [name, flag.absent];
  });
  return { values: Object.fromEntries(values) as FlagValues<Table>, problems };
}
