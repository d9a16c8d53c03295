/** What others keep in the app. A push replaces the whole app by name, so it would remove or overwrite that. */
import { isBuiltFunction } from "../build/functions";
import type { LiveConfiguration } from "../lib/app-services/live-app";
import { UsageError } from "../lib/command";
import type { WantedApp } from "./wanted";

/** Values that this project has had under these names, whether this folder has them or not. */
const ownValues = [
  "schedule",
  "ATLAS_PUBLIC_KEY",
  "ATLAS_PRIVATE_KEY",
  "ATLAS_CLIENT_ID",
  "ATLAS_CLIENT_SECRET",
  "ATLAS_BASE_URL",
  "NOTIFY_URL",
  "PING_URL",
];

export interface ForeignEntry {
  readonly kind: "function" | "trigger" | "value";
  readonly name: string;
  readonly would: "be removed" | "be overwritten";
}

/**
 * An entry is ours if a build made it (functions), if it runs a function of ours (triggers), or by its name (Values). What the
 * folder has under the same name and no build made is the user's own, here as there.
 */
export function foreignEntries(live: LiveConfiguration, wanted: WantedApp): ForeignEntry[] {
  const isOwn = ownEntries(live, wanted);
  const entriesOf = (kind: ForeignEntry["kind"], lives: readonly Named[], known: readonly Named[]) =>
    lives
      .filter(({ name }) => !isOwn[kind].has(name))
      .map(({ name }) => ({
        kind,
        name,
        would: hasName(known, name) ? ("be overwritten" as const) : ("be removed" as const),
      }));
  return [
    ...entriesOf("function", live.functions, wanted.functions),
    ...entriesOf("trigger", live.triggers, wanted.triggers),
    ...entriesOf("value", live.values, wanted.values),
  ];
}

interface Named {
  readonly name: string;
}

const hasName = (entries: readonly Named[], name: string) => entries.some((one) => one.name === name);

const namesOf = (entries: readonly Named[]) => new Set(entries.map(({ name }) => name));

/** Names, by kind, of live entries that a push may replace or remove. */
function ownEntries(
  live: LiveConfiguration,
  wanted: WantedApp,
): Readonly<Record<ForeignEntry["kind"], ReadonlySet<string>>> {
  const usersFunctions = wanted.functions.filter(({ source }) => !isBuiltFunction(source));
  const usersTriggers = wanted.triggers.filter(({ functionName }) => hasName(usersFunctions, functionName));
  const functions = live.functions.filter(
    ({ name, source }) => isBuiltFunction(source) || hasName(usersFunctions, name),
  );
  const triggers = live.triggers.filter(
    ({ name, functionName }) => hasName(functions, functionName) || hasName(usersTriggers, name),
  );
  return {
    function: namesOf(functions),
    trigger: namesOf(triggers),
    value: new Set([...ownValues, ...namesOf(wanted.values)]),
  };
}

export function describeForeign(entries: readonly ForeignEntry[]): string[] {
  return entries.map(({ kind, name, would }) => `  ${kind} ${name}: would ${would}`);
}

/** Refuses an app that others use, unless the user said that theirs may go. */
export function refuseShared(entries: readonly ForeignEntry[], clientAppId: string, isAllowed: boolean): void {
  if (entries.length === 0 || isAllowed) return;
  throw new UsageError(
    [
      `The app ${clientAppId} holds what this project did not put there, and a push replaces everything in an app:`,
      ...describeForeign(entries),
      "Give the scheduler an app of its own: leave --app out, or name one that does not exist yet. With --into-shared the push is made all the same, and these are lost.",
    ].join("\n"),
  );
}
