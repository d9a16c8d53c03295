/** Reads the queries and bodies of the console's routes. What is wrong is thrown as a sentence for people. */

/** Its message is the answer. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: 400 | 404 | 409 | 413;

  constructor(message: string, status: Refused["status"] = 400) {
    super(message);
    this.status = status;
  }
}

export type Body = Readonly<Record<string, unknown>>;

export function readBody(value: unknown, keys: readonly string[]): Body {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refused("Send a JSON object.");
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new Refused(`There is no ${JSON.stringify(unknown)} here: ${keys.join(", ")}.`);
  return value as Body;
}

export function textIn(body: Body, key: string): string {
  const value = body[key];
  if (typeof value !== "string") throw new Refused(`${key} must be a text.`);
  return value;
}

export function flagIn(body: Body, key: string): boolean {
  const value = body[key];
  if (typeof value !== "boolean") throw new Refused(`${key} must be true or false.`);
  return value;
}

/** An instant: epoch milliseconds. */
export function instantIn(body: Body, key: string): number {
  const value = body[key];
  if (typeof value !== "number" || !Number.isFinite(value) || Math.abs(value) > LAST_INSTANT) {
    throw new Refused(`${key} must be an instant in milliseconds since 1970.`);
  }
  return Math.round(value);
}

export function instantInQuery(query: URLSearchParams, key: string): number {
  const text = query.get(key) ?? "";
  return instantIn({ [key]: text === "" ? undefined : Number(text) }, key);
}

/** The latest that a date can be. */
const LAST_INSTANT = 8.64e15;
