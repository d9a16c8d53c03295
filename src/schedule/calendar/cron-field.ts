/** Reads one field of a cron line: its members, or what is wrong with it. */

export interface FieldRule {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** The last member that `*` stands for. It is less than `last` for weekdays, where 7 is 0 again. */
  readonly lastOfAll: number;
  /** The three-letter names of the members, from `first` on; "" for a field without names. */
  readonly names: string;
  /** The forms that the field takes, for messages. */
  readonly takes: string;
}

/** The members 0 to 29 as bits of `low`, 30 to 59 as bits of `high`. */
export interface Members {
  low: number;
  high: number;
}

export interface Item {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** The part after `#`, in upper case ("1" to "5", "L"), or "". */
  readonly nth: string;
}

const ITEM = /^(\*|\d{1,2}|[a-z]{3})(?:-(\d{1,2}|[a-z]{3}))?(?:\/(\d{1,2}))?(?:#([1-5l]))?$/i;
const PLAIN_NUMBER = /^\d\d?$/;

/** The member that a number or a name stands for; NaN where there is no such member. */
function memberOf(word: string, rule: FieldRule): number {
  if (PLAIN_NUMBER.test(word)) {
    const value = Number(word);
    return value >= rule.first && value <= rule.last ? value : Number.NaN;
  }
  const at = rule.names.indexOf(word.toUpperCase());
  return at >= 0 && at % 3 === 0 ? rule.first + at / 3 : Number.NaN;
}

function notValid(text: string, { name, takes }: FieldRule): string {
  return `${name} "${text.slice(0, 20)}" is not valid: the ${name} field takes ${takes}`;
}

function notMember(word: string, rule: FieldRule): string {
  if (!PLAIN_NUMBER.test(word)) return notValid(word, rule);
  return `${rule.name} ${word} is out of range (${rule.first}-${rule.last})`;
}

function rangeText(from: number, to: number): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

function backwards(text: string, from: number, to: number, { name, first, lastOfAll }: FieldRule): string {
  return `${name} ${text} runs backwards: write ${rangeText(from, lastOfAll)},${rangeText(first, to)}`;
}

/** A range that ends before it begins is refused; only Sunday, which is 7 as well as 0, may close one (FRI-SUN). */
function rangeEnd(word: string, from: number, rule: FieldRule): number {
  const to = memberOf(word, rule);
  return rule.name === "weekday" && to === 0 && from > 0 ? 7 : to;
}

function readMatch(match: RegExpExecArray, rule: FieldRule): Item | string {
  const [text, first = "", last, stepText, nth = ""] = match;
  const isAll = first === "*";
  if (isAll && last !== undefined) return notValid(text, rule);
  if (!isAll && stepText !== undefined && last === undefined) {
    return `${rule.name} ${text}: a step needs * or a range before it, such as ${first}-${rule.last}/${stepText}`;
  }
  const from = isAll ? rule.first : memberOf(first, rule);
  const to = isAll ? rule.lastOfAll : rangeEnd(last ?? first, from, rule);
  if (Number.isNaN(from)) return notMember(first, rule);
  if (Number.isNaN(to)) return notMember(last ?? first, rule);
  const step = Number(stepText ?? 1);
  if (step < 1 || step > rule.last) return `${rule.name} ${text}: the step must be from 1 to ${rule.last}`;
  return from <= to ? { from, to, step, nth: nth.toUpperCase() } : backwards(text, from, to, rule);
}

/** One item of a field's list (a value, a range or a step, perhaps with `#`), or what is wrong with it. */
export function readItem(text: string, rule: FieldRule): Item | string {
  if (PLAIN_NUMBER.test(text)) {
    const value = Number(text);
    return value >= rule.first && value <= rule.last
      ? { from: value, to: value, step: 1, nth: "" }
      : notMember(text, rule);
  }
  const match = ITEM.exec(text);
  return match === null ? notValid(text, rule) : readMatch(match, rule);
}

export function addItem(members: Members, item: Item): void {
  for (let value = item.from; value <= item.to; value += item.step) {
    if (value < 30) {
      members.low |= 1 << value;
    } else {
      members.high |= 1 << (value - 30);
    }
  }
}
