/** As much of JSON Schema (draft-07) as the schedule's schema uses. An unknown keyword throws. */

type Schema = Readonly<Record<string, unknown>>;

interface Checker {
  readonly root: Schema;
}

const SILENT = new Set(["$schema", "title", "description", "examples", "definitions", "then", "else"]);

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function resolve(reference: string, root: Schema): Schema {
  return reference
    .split("/")
    .slice(1)
    .reduce<Schema>((place, key) => place[key] as Schema, root);
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type Keyword = (rule: never, value: unknown, schema: Schema, checker: Checker) => boolean;

const all = (schemas: readonly Schema[], value: unknown, checker: Checker) =>
  schemas.filter((one) => accepts(one, value, checker)).length;

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  type: (type: string, value) =>
    type === "array" ? Array.isArray(value) : type === "object" ? isObject(value) : typeof value === type,
  enum: (values: unknown[], value) => values.some((one) => sameJson(one, value)),
  const: (one: unknown, value) => sameJson(one, value),
  pattern: (pattern: string, value) => typeof value !== "string" || new RegExp(pattern).test(value),
  minLength: (least: number, value) => typeof value !== "string" || value.length >= least,
  minItems: (least: number, value) => !Array.isArray(value) || value.length >= least,
  minProperties: (least: number, value) => !isObject(value) || Object.keys(value).length >= least,
  items: (item: Schema, value, _, checker) =>
    !Array.isArray(value) || value.every((one) => accepts(item, one, checker)),
  required: (keys: string[], value) => !isObject(value) || keys.every((key) => Object.hasOwn(value, key)),
  properties: (properties: Record<string, Schema>, value, _, checker) =>
    !isObject(value) ||
    Object.entries(properties).every(([key, one]) => !Object.hasOwn(value, key) || accepts(one, value[key], checker)),
  propertyNames: (names: Schema, value, _, checker) =>
    !isObject(value) || Object.keys(value).every((key) => accepts(names, key, checker)),
  additionalProperties: (rule: Schema | false, value, schema, checker) => {
    if (!isObject(value)) return true;
    const known = Object.keys((schema.properties ?? {}) as object);
    const others = Object.keys(value).filter((key) => !known.includes(key));
    return rule === false ? others.length === 0 : others.every((key) => accepts(rule, value[key], checker));
  },
  allOf: (schemas: Schema[], value, _, checker) => all(schemas, value, checker) === schemas.length,
  anyOf: (schemas: Schema[], value, _, checker) => all(schemas, value, checker) > 0,
  oneOf: (schemas: Schema[], value, _, checker) => all(schemas, value, checker) === 1,
  not: (schema: Schema, value, _, checker) => !accepts(schema, value, checker),
  if: (schema: Schema, value, parent, checker) =>
    accepts((accepts(schema, value, checker) ? parent.then : parent.else) as Schema, value, checker),
  $ref: (reference: string, value, _, checker) => accepts(resolve(reference, checker.root), value, checker),
};

function accepts(schema: Schema, value: unknown, checker: Checker): boolean {
  return Object.entries(schema).every(([keyword, rule]) => {
    if (SILENT.has(keyword)) return true;
    const check = KEYWORDS[keyword];
    if (check === undefined) throw new Error(`unknown keyword ${keyword}`);
    return check(rule as never, value, schema, checker);
  });
}

export function isValid(schema: Schema, value: unknown): boolean {
  return accepts(schema, value, { root: schema });
}
