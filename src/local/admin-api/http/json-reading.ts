/** Reading a request body: every wrong shape is refused with the code the error table gives it. */
import { invalidAttribute, wrongJsonAttribute } from "./errors";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readObject(value: unknown, name: string): JsonObject {
  if (!isJsonObject(value)) throw wrongJsonAttribute(name);
  return value;
}

export function readList(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongJsonAttribute(name);
  return value;
}

export function readText(value: unknown, name: string): string {
  if (typeof value !== "string") throw wrongJsonAttribute(name);
  return value;
}

export function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw wrongJsonAttribute(name);
  return value;
}

export function readNumber(value: unknown, name: string): number {
  if (typeof value !== "number") throw wrongJsonAttribute(name);
  return value;
}

export function readWhole(value: unknown, name: string): number {
  const number = readNumber(value, name);
  if (!Number.isInteger(number)) throw wrongJsonAttribute(name);
  return number;
}

/** `undefined` for an attribute that is left out; `null` counts as left out, as JSON of typed clients writes it. */
export function optional<T>(value: unknown, name: string, read: (value: unknown, name: string) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value, name);
}

export function refuseUnknownAttributes(object: JsonObject, known: readonly string[]): void {
  for (const name of Object.keys(object)) if (!known.includes(name)) throw invalidAttribute(name);
}
