/** What all values of the global `BSON` have in common. */

/** The key of a BSON value's canonical Extended JSON. It is a symbol, so that no document can look like a BSON value. */
export const extended = Symbol("extended");

export interface BsonValue {
  [extended](): unknown;
}

export function isBsonValue(value: object): value is BsonValue {
  return extended in value;
}
