/** The global `EJSON`: canonical Extended JSON v2 out, either form in. Source: Atlas docs, "Global Modules", "EJSON". */
import type { BsonModule } from "./bson";
import { doubleText } from "./bson-numbers";
import { extended, isBsonValue } from "./bson-value";

export interface Ejson {
  parse(text: string): unknown;
  stringify(value: unknown): string;
}

export function createEjson(bson: BsonModule): Ejson {
  const { isArray } = Array;
  const { keys } = Object;
  const json = { parse: JSON.parse, stringify: JSON.stringify };

  function read(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (isArray(value)) return value.map(read);
    const document = value as Record<string, unknown>;
    const names = keys(document);
    const first = names[0];
    if (names.length === 1 && first !== undefined && first[0] === "$") {
      const reader = bson.readers[first];
      if (reader) return reader(document[first]);
    }
    for (const name of names) document[name] = read(document[name]);
    return document;
  }

  return {
    parse: (text) => read(json.parse(text)),
    stringify: (value) => json.stringify(write(value, [])),
  };
}

function write(value: unknown, above: readonly object[]): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return writeNumber(value);
    case "object":
      return value === null ? null : writeObject(value, above);
    default:
      return { $undefined: true };
  }
}

function writeNumber(value: number): unknown {
  if (!Number.isInteger(value) || Object.is(value, -0) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return { $numberDouble: doubleText(value) };
  }
  return value === (value | 0) ? { $numberInt: String(value) } : { $numberLong: String(value) };
}

function writeObject(value: object, above: readonly object[]): unknown {
  if (isBsonValue(value)) return value[extended]();
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } };
  if (above.includes(value)) throw new TypeError("cannot turn a circular structure into Extended JSON");
  const path = [...above, value];
  if (Array.isArray(value)) return value.map((item) => write(item, path));
  const written: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) written[name] = write(member, path);
  return written;
}
