/** Reading members of request bodies; a wrong shape is a refusal that names the member. */
import { invalidParameter, missingParameter } from "./errors";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readText(body: JsonObject, name: string): string {
  const value = body[name];
  if (value === undefined || value === "") throw missingParameter(name);
  if (typeof value !== "string") throw invalidParameter(`${name} must be a string`);
  return value;
}

export function optionalText(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === "") return undefined;
  return readText(body, name);
}

/** Absent counts as empty. */
export function readObject(value: unknown, where: string): JsonObject {
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw invalidParameter(`${where} must be an object`);
  return value;
}

/** Absent counts as empty. */
export function readList(value: unknown, where: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalidParameter(`${where} must be an array`);
  return value;
}

/** Without these members. */
export function without(content: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(content).filter(([name]) => !names.includes(name)));
}
