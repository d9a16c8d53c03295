/** Whether the keys of an object go together: which of the forms that a shape offers the object takes, and what it got wrong. */

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

/** Reports, unless the object takes exactly one of the forms, what it lacks and which of its keys do not go together. */
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
    place.fail(`lacks ${alike.map((form) => lackOf(form, present)).join(", or ")}`);
  }
  for (const key of strangersTo(meant, forms, present)) {
    const isRival = (one: string) =>
      allows(meant, one) && !forms.some((form) => allows(form, one) && allows(form, key));
    place.key(key).fail(`does not go with ${quoted(own.filter(isRival), "and")}`);
  }
}

/** What a form that is not complete lacks, in words. */
function lackOf({ needs, anyOf = [] }: KeyForm, present: readonly string[]): string {
  const needed = needs.filter((key) => !present.includes(key));
  return needed.length > 0 ? quoted(needed, "and") : quoted(anyOf, "or");
}

function quoted(keys: readonly string[], word: string): string {
  return keys.map((key) => `"${key}"`).join(` ${word} `);
}
