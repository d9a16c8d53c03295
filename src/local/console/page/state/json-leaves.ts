/** What a body would change of a cluster: leaf by leaf, each by its path. Pure. */

export interface LeafChange {
  /** `replicationSpecs[0].regionConfigs[0].electableSpecs.instanceSize` */
  readonly path: string;
  /** As JSON; null: there was nothing at that place. */
  readonly before: string | null;
  /** As JSON; null: nothing is there afterwards. */
  readonly after: string | null;
}

export function leafChanges(before: unknown, after: unknown): readonly LeafChange[] {
  const found: LeafChange[] = [];
  compare("", before, after, 0, found);
  return found;
}

export function isChanged({ before, after }: LeafChange): boolean {
  return before !== after;
}

/** Nothing that Atlas takes is as deep; what is, is compared as one piece of text. */
const DEEPEST = 40;

function compare(path: string, before: unknown, after: unknown, depth: number, found: LeafChange[]): void {
  const keys = depth < DEEPEST ? keysOf(before, after) : [];
  for (const key of keys) {
    compare(pathOf(path, key, after ?? before), partOf(before, key), partOf(after, key), depth + 1, found);
  }
  if (keys.length === 0) found.push({ path, before: textOf(before), after: textOf(after) });
}

/** Both are containers, or one is and nothing stands against it: then their parts are compared. */
function keysOf(before: unknown, after: unknown): readonly string[] {
  const sides = [before, after].filter((side) => side !== undefined);
  if (!sides.every(isContainer)) return [];
  return [...new Set(sides.flatMap((side) => Object.keys(side)))];
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function partOf(value: unknown, key: string): unknown {
  return isContainer(value) && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function pathOf(path: string, key: string, within: unknown): string {
  if (Array.isArray(within)) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
