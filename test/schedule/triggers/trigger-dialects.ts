/**
 * Cron lines as two schedulers read them, strictly: what a dialect does not have throws. Written for the tests alone,
 * from the App Services docs (CRON expressions) and crontab(5).
 */

type Dialect = "atlas" | "unix";

interface Field {
  readonly first: number;
  readonly last: number;
  readonly names: readonly string[];
  readonly stepsInAtlas: boolean;
}

const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS = ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const FIELDS: readonly Field[] = [
  { first: 0, last: 59, names: [], stepsInAtlas: true },
  { first: 0, last: 23, names: [], stepsInAtlas: true },
  { first: 1, last: 31, names: [], stepsInAtlas: false },
  { first: 1, last: 12, names: MONTHS, stepsInAtlas: false },
  { first: 0, last: 6, names: WEEKDAYS, stepsInAtlas: false },
];

function member(word: string, field: Field, line: string): number {
  const value = field.names.includes(word)
    ? field.names.indexOf(word)
    : /^(0|[1-9]\d?)$/.test(word)
      ? Number(word)
      : -1;
  if (value < field.first || value > field.last) throw new Error(`${word} in ${line}`);
  return value;
}

function fieldSet(text: string, field: Field, dialect: Dialect, line: string): Set<number> {
  const found = new Set<number>();
  for (const item of text.split(",")) {
    const [range = "", step] = item.split("/");
    if (step !== undefined && dialect === "atlas" && !field.stepsInAtlas) throw new Error(`step in ${line}`);
    const [from = "", to = from] = range === "*" ? [String(field.first), String(field.last)] : range.split("-");
    const [first, last] = [member(from, field, line), member(to, field, line)];
    if (first > last) throw new Error(`backwards in ${line}`);
    for (let value = first; value <= last; value += 1) {
      const offset = dialect === "atlas" ? value : value - first;
      if (step === undefined || offset % Number(step) === 0) found.add(value);
    }
  }
  return found;
}

/** Minute, hour, day, month and weekday of an instant in UTC. */
export function fieldsOf(ms: number): readonly number[] {
  const date = new Date(ms);
  return [date.getUTCMinutes(), date.getUTCHours(), date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay()];
}

/** Whether a line fires at an instant, given its fields (UTC). */
export function firesUnder(dialect: Dialect, line: string): (fields: readonly number[]) => boolean {
  const parts = line.split(" ");
  if (parts.length !== 5) throw new Error(`five fields are wanted: ${line}`);
  const sets = FIELDS.map((field, index) => fieldSet(parts[index] ?? "", field, dialect, line));
  const eitherDay = dialect === "unix" && parts[2] !== "*" && parts[4] !== "*";
  return (fields) => {
    const has = (index: number) => sets[index]?.has(fields[index] ?? -1) === true;
    return has(0) && has(1) && has(3) && (eitherDay ? has(2) || has(4) : has(2) && has(4));
  };
}
