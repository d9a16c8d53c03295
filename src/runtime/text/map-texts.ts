export interface TextMapping {
  /** What becomes of a text. */
  readonly text: (text: string) => string;
  /** What becomes of the key of an object. */
  readonly key?: (key: string) => string;
  /** The value under this key stays as it is. */
  readonly leaves?: (key: string) => boolean;
}

/** How deep values are looked into: no report or answer is deeper, and a value that holds itself has no end. */
const deepest = 50;

/** A copy of plain data in which every text is mapped. Objects that are no plain data stay as they are. */
export function mapTexts(value: unknown, mapping: TextMapping, depth = 0): unknown {
  if (typeof value === "string") return mapping.text(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return null;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, mapping, depth + 1));
  return isPlainData(value) ? mapObject(value, mapping, depth) : value;
}

function isPlainData(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function mapObject(value: Readonly<Record<string, unknown>>, mapping: TextMapping, depth: number) {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const name = mapping.key === undefined ? key : mapping.key(key);
    const isLeft = mapping.leaves?.(key) === true;
    copy[name] = isLeft ? value[key] : mapTexts(value[key], mapping, depth + 1);
  }
  return copy;
}
