/** What distinguishes the app that is live from the one that is wanted, entry by entry. */
import { isDeepStrictEqual } from "node:util";
import type { LiveConfiguration, LiveFunction } from "../lib/app-services/live-app";
import type { LiveValue } from "../lib/app-services/live-value";
import type { WantedApp, WantedTrigger } from "./wanted";

export interface Difference {
  readonly kind: "function" | "trigger" | "value" | "environment value";
  readonly name: string;
  /** Seen from the app that is live. */
  readonly change: "added" | "changed" | "removed";
  /** Lines for a person. */
  readonly details: readonly string[];
}

export function differencesBetween(
  live: LiveConfiguration,
  wanted: Pick<WantedApp | LiveConfiguration, "functions" | "triggers" | "values" | "environmentValues">,
): Difference[] {
  return [
    ...compared("function", live.functions, wanted.functions, functionDetails),
    ...compared("trigger", live.triggers, wanted.triggers, triggerDetails),
    ...compared("value", live.values, wanted.values, valueDetails),
    ...comparedWhereKnown(live.environmentValues, wanted.environmentValues),
  ];
}

/** Where the service gives out no export, nothing is known to differ. */
function comparedWhereKnown(live: readonly LiveValue[] | null, wanted: readonly LiveValue[] | null): Difference[] {
  return live === null || wanted === null ? [] : compared("environment value", live, wanted, valueDetails);
}

interface Named {
  readonly name: string;
}

/** `detailsOf` says what an entry adds, or what differs; of two entries no lines mean that nothing does. */
function compared<Entry extends Named>(
  kind: Difference["kind"],
  live: readonly Entry[],
  wanted: readonly Entry[],
  detailsOf: (before: Entry | null, after: Entry) => string[],
): Difference[] {
  const differences = wanted.flatMap((after): Difference[] => {
    const before = live.find(({ name }) => name === after.name) ?? null;
    const details = detailsOf(before, after);
    if (before === null) return [{ kind, name: after.name, change: "added" as const, details }];
    return details.length === 0 ? [] : [{ kind, name: after.name, change: "changed" as const, details }];
  });
  const removed = live.filter(({ name }) => !wanted.some((one) => one.name === name));
  return [...differences, ...removed.map(({ name }) => ({ kind, name, change: "removed" as const, details: [] }))];
}

function functionDetails(before: LiveFunction | null, after: LiveFunction): string[] {
  if (before === null) return [sizeOf(after.source)];
  return [
    ...(before.source === after.source ? [] : [changedLines(before.source, after.source)]),
    ...(before.isPrivate === after.isPrivate ? [] : [after.isPrivate ? "becomes private" : "becomes public"]),
    ...(before.runsAsSystem === after.runsAsSystem
      ? []
      : [after.runsAsSystem ? "runs as system" : "no longer runs as system"]),
  ];
}

const sizeOf = (source: string) => `${Math.ceil(Buffer.byteLength(source) / 1000)} KB`;

function changedLines(before: string, after: string): string {
  const { removed, added } = changedPart(before.split("\n"), after.split("\n"));
  const lines = removed.length === 1 ? "1 line becomes" : `${removed.length} lines become`;
  return `${lines} ${added.length}; ${sizeOf(before)} to ${sizeOf(after)}`;
}

function triggerDetails(before: WantedTrigger | null, after: WantedTrigger): string[] {
  if (before === null) return [`${after.schedule}${after.isDisabled ? ", disabled" : ""}`];
  return [
    ...(before.schedule === after.schedule ? [] : [`${before.schedule} becomes ${after.schedule}`]),
    ...(before.functionName === after.functionName
      ? []
      : [`runs ${after.functionName} instead of ${before.functionName}`]),
    ...(before.isDisabled === after.isDisabled ? [] : [after.isDisabled ? "is disabled" : "is enabled"]),
    ...(before.skipsCatchup === after.skipsCatchup
      ? []
      : [after.skipsCatchup ? "skips the runs it missed" : "catches up on the runs it missed"]),
  ];
}

function valueDetails(before: LiveValue | null, after: LiveValue): string[] {
  if (before === null) return after.isFromSecret ? [`the Secret ${String(after.value)}`] : [];
  if (before.isFromSecret === after.isFromSecret && isDeepStrictEqual(before.value, after.value)) return [];
  const { removed, added } = changedPart(linesOf(before), linesOf(after));
  return [...removed.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)];
}

function linesOf({ value, isFromSecret }: LiveValue): string[] {
  return isFromSecret ? [`the Secret ${String(value)}`] : (JSON.stringify(value, null, 2) ?? "nothing").split("\n");
}

/** From the first line that differs to the last. */
function changedPart(before: readonly string[], after: readonly string[]) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { removed: before.slice(start, before.length - end), added: after.slice(start, after.length - end) };
}
