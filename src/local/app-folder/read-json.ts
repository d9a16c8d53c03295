/** Reads members of JSON documents, reporting what is not as it should be. */

export type Report = (where: string, problem: string) => void;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readText(document: JsonObject, key: string, where: string, report: Report): string {
  const value = document[key];
  if (typeof value === "string" && value !== "") return value;
  report(`${where}: ${key}`, value === undefined ? "is missing" : "must be a text");
  return "";
}

/** Absent means the default. */
export function readFlag(document: JsonObject, key: string, where: string, report: Report): boolean {
  const value = document[key];
  if (value !== undefined && typeof value !== "boolean") report(`${where}: ${key}`, "must be true or false");
  return value === true;
}

/** Reports each name that comes a second time. */
export function refuseRepeats(
  named: readonly { readonly name: string; readonly where: string }[],
  what: string,
  report: Report,
): void {
  const seen = new Map<string, string>();
  for (const { name, where } of named) {
    const first = seen.get(name);
    if (first !== undefined && name !== "") report(where, `a ${what} named ${name} is already in ${first}`);
    seen.set(name, first ?? where);
  }
}
