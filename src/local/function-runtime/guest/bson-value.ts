/** What all values of the global `BSON` have in common. */

/** Of a BSON value: its canonical Extended JSON. Not to be found by name, so that no document looks like one. */
export const extended = Symbol("extended");

export interface BsonValue {
  [extended](): unknown;
}

export function isBsonValue(value: object): value is BsonValue {
  return extended in value;
}
