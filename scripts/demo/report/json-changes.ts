/** Which values of a JSON document another changes, path by path. */

export interface JsonChange {
  /** `replicationSpecs[0].regionConfigs[0].electableSpecs.instanceSize` */
  readonly path: string;
  /** As JSON; null: it was not there. */
  readonly before: string | null;
  readonly after: string;
}

/** The values that `after` has and `before` has not, or has otherwise. */
export function jsonChanges(before: unknown, after: unknown, path = ""): JsonChange[] {
  if (isNested(after) && Object.keys(after).length > 0) {
    return Object.entries(after).flatMap(([key, value]) =>
      jsonChanges(isNested(before) ? before[key] : undefined, value, pathTo(path, key, Array.isArray(after))),
    );
  }
  const [was, is] = [textOf(before), textOf(after)];
  return was === is ? [] : [{ path, before: before === undefined ? null : was, after: is }];
}

function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function pathTo(path: string, key: string, isItem: boolean): string {
  if (isItem) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
