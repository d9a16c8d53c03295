/** The app as the built folder says it should be. */
import { join } from "node:path";
import type { AppParts } from "../../src/local/app-folder/model";
import { readAppParts } from "../../src/local/app-folder/read-app-folder";
import { calledFunction } from "../build/trigger-file";
import { environmentValues } from "../lib/app-services/environment-values";
import type { LiveFunction, LiveTrigger } from "../lib/app-services/live-app";
import type { LiveValue } from "../lib/app-services/live-value";
import { UsageError } from "../lib/command";

export type WantedTrigger = Omit<LiveTrigger, "id" | "content">;

export interface WantedApp {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly functions: readonly LiveFunction[];
  readonly triggers: readonly WantedTrigger[];
  readonly values: readonly LiveValue[];
  /** As the live ones are named. */
  readonly environmentValues: readonly LiveValue[];
  /** What stands under `values`, by environment tag. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly parts: AppParts;
}

/** Of a folder that the build checked. */
export function readWanted(appDir: string): WantedApp {
  const { parts, unreadable } = readAppParts(appDir);
  if (parts === undefined || unreadable.length > 0) {
    throw new UsageError(unreadable.map(({ where, problem }) => `${join(appDir, where)}: ${problem}`).join("\n"));
  }
  const config = record(parts.config.content);
  const tags = [...parts.environments];
  const environments = Object.fromEntries(tags.map(([tag, { content }]) => [tag, record(record(content).values)]));
  return {
    name: String(config.name),
    config,
    functions: functionsOf(parts),
    triggers: parts.triggers.map(({ content }) => triggerOf(record(content))),
    values: parts.values.map(({ content }) => valueIn(record(content))),
    environments,
    environmentValues: environmentValues(environments),
    parts,
  };
}

function functionsOf({ functionConfig, sources }: AppParts): LiveFunction[] {
  const manifest = Array.isArray(functionConfig?.content) ? functionConfig.content.map(record) : [];
  return manifest.map((entry) => ({
    name: String(entry.name),
    source: sources.get(String(entry.name)) ?? "",
    isPrivate: entry.private === true,
    runsAsSystem: entry.run_as_system === true,
  }));
}

function triggerOf(content: Readonly<Record<string, unknown>>): WantedTrigger {
  const { schedule, skip_catchup_events } = record(content.config);
  return {
    name: String(content.name),
    schedule: String(schedule ?? ""),
    functionName: String(calledFunction(content) ?? ""),
    isDisabled: content.disabled === true,
    skipsCatchup: skip_catchup_events === true,
  };
}

function valueIn(content: Readonly<Record<string, unknown>>): LiveValue {
  return { name: String(content.name), value: content.value, isFromSecret: content.from_secret === true };
}

function record(content: unknown): Readonly<Record<string, unknown>> {
  return typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
}
