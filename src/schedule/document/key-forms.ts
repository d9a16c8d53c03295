/** Checks that the keys of an object go together: that it takes exactly one of the forms that its shape offers. */

import type { Place } from "./place";
import type { KeyForm } from "./shape";

function allows({ needs, anyOf, may }: KeyForm, key: string): boolean {
  return needs.includes(key) || anyOf?.includes(key) === true || may?.includes(key) === true;
}

function isComplete({ needs, anyOf }: KeyForm, present: readonly string[]): boolean {
  return needs.every((key) => present.includes(key)) && (anyOf?.some((key) => present.includes(key)) ?? true);
}

/** The keys present that belong to other forms only. */
function strangersTo(form: KeyForm, forms: readonly KeyForm[], present: readonly string[]): string[] {
  return present.filter((key) => !allows(form, key) && forms.some((other) => allows(other, key)));
}

/** Where the object does not take exactly one of the forms, reports what it lacks and which of its keys do not go together. */
export function checkForms(forms: readonly KeyForm[], present: readonly string[], place: Place): void {
  const isRight = forms.some((form) => isComplete(form, present) && strangersTo(form, forms, present).length === 0);
  if (!isRight) explainForms(forms, present, place);
}

/** Takes the object to mean the form that allows most of its keys, a complete form before others. */
function explainForms(forms: readonly KeyForm[], present: readonly string[], place: Place): void {
  const own = present.filter((key) => forms.some((form) => allows(form, key)));
  const allowed = forms.map((form) => own.filter((key) => allows(form, key)).length);
  const likely = forms.filter((_, index) => allowed[index] === Math.max(...allowed));
  const complete = likely.find((form) => isComplete(form, present));
  const meant = complete ?? likely[0];
  if (meant === undefined) return;
  if (complete === undefined) {
    const alike = likely.filter((form) => own.every((key) => allows(form, key) || !allows(meant, key)));
    place.fail(`needs ${listLacks(alike.map((form) => lackOf(form, present)))}`);
  }
  for (const key of strangersTo(meant, forms, present)) {
    const isRival = (one: string) =>
      allows(meant, one) && !forms.some((form) => allows(form, one) && allows(form, key));
    place.key(key).fail(`cannot be combined with ${quoted(own.filter(isRival))}`);
  }
}

interface Lack {
  readonly keys: readonly string[];
  /** All of the keys, or at least one of them. */
  readonly need: "all" | "any";
}

/** The keys that an incomplete form lacks. */
function lackOf({ needs, anyOf = [] }: KeyForm, present: readonly string[]): Lack {
  const keys = needs.filter((key) => !present.includes(key));
  return keys.length > 0 ? { keys, need: "all" } : { keys: anyOf, need: "any" };
}

/** In words: `"end" or "duration"`; `"start" and "end", or "from" and "until"`. */
function listLacks(lacks: readonly Lack[]): string {
  const isPlain = lacks.every(({ keys }) => keys.length === 1);
  const phrases = lacks.map(({ keys, need }) => (need === "all" ? quoted(keys) : `at least one of ${quoted(keys)}`));
  return phrases.join(isPlain ? " or " : ", or ");
}

/** In words: `"a"`; `"a" and "b"`; `"a", "b" and "c"`. */
function quoted(keys: readonly string[]): string {
  const all = keys.map((key) => `"${key}"`);
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} and ${last}`;
}
