import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { CommittedLimits } from "../../src/operations/run/built-from";
import { fingerprint } from "../../src/operations/run/fingerprint";
import { readJsonFile } from "../lib/json-file";
import type { DocumentFile } from "../lib/schedule-documents";
import type { BuildFacts } from "./functions";

/** What the functions of an app folder are told of it: where they may send credentials, and how far a schedule may go. */
export function buildFacts(appDir: string, documents: readonly DocumentFile[]): BuildFacts {
  return {
    scheduleFingerprints: documents.map(({ written }) => fingerprint(written)),
    hosts: committedHosts(appDir),
    limits: committedLimits(appDir, documents),
  };
}

/** The hosts, beside those of Atlas, that an app folder lets credentials be sent to. */
export function committedHosts(appDir: string): string[] {
  return [...new Set([...hostsOfValue(appDir), ...hostsOfEnvironments(join(appDir, "environments"))])];
}

/** A Value that is linked to a Secret names none. */
function hostsOfValue(appDir: string): string[] {
  const file = join(appDir, "values/ATLAS_BASE_URL.json");
  if (!existsSync(file)) return [];
  const { value, from_secret } = (readJsonFile(file) ?? {}) as { value?: unknown; from_secret?: unknown };
  return from_secret === true ? [] : hostIn(value);
}

function hostsOfEnvironments(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const files = readdirSync(dir).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => {
    const { values } = (readJsonFile(join(dir, name)) ?? {}) as { values?: { ATLAS_BASE_URL?: unknown } };
    return hostIn(values?.ATLAS_BASE_URL);
  });
}

/** The host of a committed address, with its port if it has one. */
function hostIn(value: unknown): string[] {
  if (typeof value !== "string") return [];
  const host = /^https:\/\/([a-z0-9.-]+(?::\d{1,5})?)(?:\/|$)/i.exec(value.trim())?.[1];
  return host === undefined ? [] : [host.toLowerCase().replace(/:443$/, "")];
}

function committedLimits(appDir: string, documents: readonly DocumentFile[]): CommittedLimits {
  const environments = join(appDir, "environments");
  const ofValue = documents.find(({ file }) => file === join(appDir, "values/schedule.json"));
  const others = documents
    .filter(({ file }) => file.startsWith(environments))
    .map(({ file, document }) => [basename(file, ".json"), document.limits] as const);
  return { value: ofValue?.document.limits ?? null, environments: Object.fromEntries(others) };
}
