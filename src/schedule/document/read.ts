/** Reads a value by its shape, and reports everything that is wrong with it. */

import { didYouMean, nearestOf } from "./guess";
import { checkForms } from "./key-forms";
import type { Place } from "./place";
import { quote } from "./quote";
import type { ListOrWordShape, ListShape, MapShape, ObjectShape, Read, Shape, TextShape, WordShape } from "./shape";

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as far as its shape is right (`Read` in shape.ts); undefined where it is wrong altogether. */
export function readShape<S extends Shape>(shape: S, value: unknown, place: Place): Read<S> | undefined {
  return readAny(shape, value, place) as Read<S> | undefined;
}

function readAny(shape: Shape, value: unknown, place: Place): unknown {
  switch (shape.is) {
    case "text":
      return readText(shape, value, place);
    case "word":
      return readWord(shape, value, place);
    case "list":
      return readList(shape, value, place);
    case "map":
      return readMap(shape, value, place);
    case "object":
      return readObject(shape, value, place);
    case "text or object":
      return readAny(isObject(value) ? shape.object : shape.text, value, place);
    case "list or word":
      return Array.isArray(value) ? readList(shape.list, value, place) : readListOrWord(shape, value, place);
  }
}

function readText({ what, pattern, hint }: TextShape, value: unknown, place: Place): string | undefined {
  if (typeof value === "string" && value !== "" && (pattern === undefined || pattern.test(value))) return value;
  const advice = hint !== undefined && typeof value === "string" && hint.when.test(value) ? `: ${hint.say}` : "";
  return place.fail(`must be ${what}, not ${quote(value)}${advice}`);
}

function readWord({ words }: WordShape, value: unknown, place: Place): string | boolean | undefined {
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  const texts = words.filter((one): one is string => typeof one === "string");
  const guess = typeof value === "string" ? didYouMean(value, texts) : "";
  return place.fail(`must be ${words.join(", ").replace(/, ([^,]*)$/, " or $1")}, not ${quote(value)}${guess}`);
}

function readList(shape: ListShape, value: unknown, place: Place): unknown {
  if (!Array.isArray(value)) return place.fail(`must be a list, not ${quote(value)}`);
  if (value.length < shape.atLeast) return place.fail("is empty: add at least one");
  return value.map((item: unknown, index) => readAny(shape.of, item, place.item(index)));
}

function readListOrWord({ word: { words } }: ListOrWordShape, value: unknown, place: Place): unknown {
  if (words.some((one) => one === value)) return value;
  const guess = typeof value === "string" ? didYouMean(value, words.map(String)) : "";
  return place.fail(`must be a list or "${words.join('" or "')}", not ${quote(value)}${guess}`);
}

function readMap(shape: MapShape, value: unknown, place: Place): unknown {
  if (!isObject(value)) return place.fail(`must be an object, not ${quote(value)}`);
  const keys = Object.keys(value);
  if (keys.length < shape.atLeast) return place.fail("is empty: add at least one");
  const found = new Map<string, unknown>();
  for (const key of keys) {
    const isRight = readText(shape.keys, key, place.key(key)) !== undefined;
    if (isRight) found.set(key, readAny(shape.of, value[key], place.key(key)));
  }
  return found;
}

function readObject(shape: ObjectShape, value: unknown, place: Place): unknown {
  if (!isObject(value)) return place.fail(`must be an object, not ${quote(value)}`);
  const known = Object.keys(shape.keys);
  const written = Object.keys(value);
  checkKeys(shape, presentKeys(known, written, place), place);
  const found: Record<string, unknown> = {};
  for (const key of written) {
    const ofKey = known.includes(key) ? shape.keys[key] : undefined;
    if (ofKey !== undefined) found[key] = readAny(ofKey, value[key], place.key(key));
  }
  return found;
}

/** Reports required keys that are missing, and keys that do not go together. */
function checkKeys({ required, choices }: ObjectShape, present: readonly string[], place: Place): void {
  for (const key of required) {
    if (!present.includes(key)) place.key(key).fail("is missing");
  }
  for (const forms of choices) checkForms(forms, present, place);
}

/** The known keys that are present. An unknown key is reported. The guess for an unknown key counts as present, so that a misspelt key is not reported as missing too. */
function presentKeys(known: readonly string[], written: readonly string[], place: Place): readonly string[] {
  if (written.every((key) => known.includes(key))) return written;
  const present = written.filter((key) => known.includes(key));
  const free = known.filter((key) => !present.includes(key));
  for (const key of written.filter((one) => !known.includes(one))) {
    const guess = nearestOf(key, free);
    const hint = guess === null ? `: must be one of ${known.join(", ")}` : `: did you mean ${guess}?`;
    place.key(key).fail(`unknown key${hint}`);
    if (guess !== null && !present.includes(guess)) present.push(guess);
  }
  return present;
}
