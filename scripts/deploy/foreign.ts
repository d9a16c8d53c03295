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
 * An entry is ours if the folder has it as it is, if a build made it (functions), if it runs a function of ours (triggers),
 * or by its name (Values).
 */
export function foreignEntries(live: LiveConfiguration, wanted: WantedApp): ForeignEntry[] {
  const names = (entries: readonly { name: string }[]) => new Set(entries.map(({ name }) => name));
  const [functions, triggers, values] = [names(wanted.functions), names(wanted.triggers), names(wanted.values)];
  const wouldOf = (known: ReadonlySet<string>, name: string) =>
    known.has(name) ? ("be overwritten" as const) : ("be removed" as const);
  const ownFunctions = live.functions.filter(
    ({ name, source }) =>
      isBuiltFunction(source) || wanted.functions.some((one) => one.name === name && one.source === source),
  );
  const runsOurs = (functionName: string) => ownFunctions.some(({ name }) => name === functionName);
  return [
    ...live.functions
      .filter((one) => !ownFunctions.includes(one))
      .map(({ name }) => ({ kind: "function" as const, name, would: wouldOf(functions, name) })),
    ...live.triggers
      .filter(({ functionName }) => !runsOurs(functionName))
      .map(({ name }) => ({ kind: "trigger" as const, name, would: wouldOf(triggers, name) })),
    ...live.values
      .filter(({ name }) => !values.has(name) && !ownValues.includes(name))
      .map(({ name }) => ({ kind: "value" as const, name, would: "be removed" as const })),
  ];
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
