/** Reads a value by its shape and says everything that is wrong with it. */

import type { Issue } from "../model";
import { checkChoice, join } from "./choice";
import { didYouMean, nearest } from "./guess";
import type { ListShape, MapShape, ObjectShape, Read, Shape, TextShape } from "./shape";

const LONGEST_SHOWN = 40;

/** A value in a message. */
export function show(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
  }
  if (value === null || typeof value !== "object") return typeof value === "function" ? "a function" : String(value);
  return Array.isArray(value) ? "a list" : "an object";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The reader of one document: what it finds wrong is added to `issues`. */
export function readShape<S extends Shape>(
  shape: S,
  value: unknown,
  path: string,
  issues: Issue[],
): Read<S> | undefined {
  return readAny(shape, value, path, issues) as Read<S> | undefined;
}

function readAny(shape: Shape, value: unknown, path: string, issues: Issue[]): unknown {
  switch (shape.is) {
    case "text":
      return readText(shape, value, path, issues);
    case "word":
      return readWord(shape.words, value, path, issues);
    case "list":
      return readList(shape, value, path, issues);
    case "map":
      return readMap(shape, value, path, issues);
    case "object":
      return readObject(shape, value, path, issues);
    case "text or object":
      return readAny((isObject(value) ? shape.object : shape.text) as Shape, value, path, issues);
  }
}

function wrong(issues: Issue[], path: string, message: string): undefined {
  issues.push({ path, message });
  return undefined;
}

function readText(shape: TextShape, value: unknown, path: string, issues: Issue[]): string | undefined {
  if (typeof value === "string" && value !== "" && (shape.pattern === undefined || shape.pattern.test(value)))
    return value;
  const hint = shape.hint && typeof value === "string" && shape.hint.when.test(value) ? `: ${shape.hint.say}` : "";
  return wrong(issues, path, `${show(value)} is not ${shape.what}${hint}`);
}

function readWord(words: readonly (string | true)[], value: unknown, path: string, issues: Issue[]) {
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  const texts = words.filter((one): one is string => typeof one === "string");
  const guess = typeof value === "string" ? didYouMean(value, texts) : "";
  return wrong(issues, path, `${show(value)} is not ${words.join(", ").replace(/, ([^,]*)$/, " or $1")}${guess}`);
}

function readList(shape: ListShape, value: unknown, path: string, issues: Issue[]): unknown {
  if (!Array.isArray(value)) return wrong(issues, path, `${show(value)} is not a list`);
  if (value.length < shape.atLeast) return wrong(issues, path, "is empty: give at least one");
  return value.map((item: unknown, index) => readAny(shape.of as Shape, item, `${path}[${index}]`, issues));
}

function readMap(shape: MapShape, value: unknown, path: string, issues: Issue[]): unknown {
  if (!isObject(value)) return wrong(issues, path, `${show(value)} is not an object`);
  const keys = Object.keys(value);
  if (keys.length < shape.atLeast) return wrong(issues, path, "is empty: give at least one");
  const found = new Map<string, unknown>();
  for (const key of keys) {
    const at = `${path}.${key.slice(0, LONGEST_SHOWN)}`;
    if (readText(shape.keys, key, at, issues) !== undefined) {
      found.set(key, readAny(shape.of as Shape, value[key], at, issues));
    }
  }
  return found;
}

/** The keys of an object in which nothing was wrong, by shape: most objects of a document have the same. */
const rightKeys = new Map<ObjectShape, string>();

/** Checks what keys alone can get wrong: unknown ones, missing ones, and ways of saying a thing that do not go together. */
function checkKeys(
  shape: ObjectShape,
  value: Readonly<Record<string, unknown>>,
  path: string,
  issues: Issue[],
): readonly string[] {
  const keys = Object.keys(value);
  const signature = `${keys.length} ${keys.join()}`;
  if (rightKeys.get(shape) === signature) return keys;
  const before = issues.length;
  const present = presentKeys(shape, keys, path, issues);
  for (const key of shape.required) {
    if (present.indexOf(key) < 0) issues.push({ path: join(path, key), message: "is missing" });
  }
  for (const ways of shape.choices) checkChoice(ways, present, path, issues);
  if (issues.length === before) rightKeys.set(shape, signature);
  return present;
}

/** The known keys that are present. A guess for an unknown one counts, so that a misspelt key is not also missing. */
function presentKeys(shape: ObjectShape, written: readonly string[], path: string, issues: Issue[]): readonly string[] {
  const known = Object.keys(shape.keys);
  const unknown = written.filter((key) => known.indexOf(key) < 0);
  if (unknown.length === 0) return written;
  const present = written.filter((key) => known.indexOf(key) >= 0);
  const free = known.filter((key) => present.indexOf(key) < 0);
  for (const key of unknown) {
    const guess = nearest(key, free);
    const hint = guess === null ? `: one of ${known.join(", ")} is wanted` : `: did you mean ${guess}?`;
    issues.push({ path: join(path, key.slice(0, LONGEST_SHOWN)), message: `unknown key${hint}` });
    if (guess !== null && present.indexOf(guess) < 0) present.push(guess);
  }
  return present;
}

function readObject(shape: ObjectShape, value: unknown, path: string, issues: Issue[]): unknown {
  if (!isObject(value)) return wrong(issues, path, `${show(value)} is not an object`);
  const present = checkKeys(shape, value, path, issues);
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const one = shape.keys[key];
    if (present.indexOf(key) >= 0) found[key] = readAny(one as Shape, value[key], join(path, key), issues);
  }
  return found;
}
