/** Canonical Extended JSON, as a realm writes what a function gave, as plain data. */
import { EJSON } from "bson";

const UNDEFINED = '{"$undefined":true}';

/** A function may return what only looks like Extended JSON, {"$oid": 5}: then it stays as it was written. */
export function plainValue(ejson: string): unknown {
  if (ejson === UNDEFINED) return undefined;
  try {
    return EJSON.parse(ejson, { relaxed: true });
  } catch {
    return JSON.parse(ejson);
  }
}
