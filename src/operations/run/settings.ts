import type { Credentials } from "../../atlas/credentials";
import { parseDocument } from "../../schedule/document/parse";
import { isProjectAllowed } from "../../schedule/limits";
import type { Limits, ScheduleDocument } from "../../schedule/model";
import { type Addresses, readAddresses } from "./addresses";
import { defaultBaseUrl, readBaseUrl } from "./base-url";
import { builtFrom } from "./built-from";
import { ceilingOf, describeCeiling } from "./ceiling";
import { ConfigError, type ConfigIssue } from "./config-error";
import type { Ports } from "./ports";

/** The Values that a run works with, after they were checked. */
export interface Settings {
  readonly credentials: Credentials;
  readonly baseUrl: string;
  readonly document: ScheduleDocument;
  readonly schedule: ScheduleSource;
  readonly addresses: Addresses;
}

export interface ScheduleSource {
  /** Whether the `schedule` in force is the App Services Value or the environment's, which wins. */
  readonly from: "value" | "environment";
  /** The document exactly as it is written. */
  readonly written: unknown;
}

/** Reads every Value and the schedule. Throws one `ConfigError` with all issues. */
export function readSettings(ports: Ports): Settings {
  return readWith(ports, readScheduleIssues);
}

/**
 * The same for what a person does by hand. That needs no schedule, but one that is there must be right all the same.
 */
export function readSettingsForHand(ports: Ports): Settings {
  return readWith(ports, (_ports, issues) =>
    isEmpty(scheduleSource(ports)) ? withoutSchedule(ceilingFor(ports)) : readScheduleIssues(ports, issues),
  );
}

/** An empty Value takes no limit away. */
function withoutSchedule(limits: Limits): { document: ScheduleDocument; source: ScheduleSource } {
  return {
    document: { timezone: "UTC", schedules: [], calendars: [], drift: "respect", limits },
    source: { from: "value", written: undefined },
  };
}

function ceilingFor(ports: Ports): Limits {
  return ceilingOf(builtFrom().limits, ports.environmentTag);
}

function readWith(ports: Ports, readDocument: typeof readScheduleIssues): Settings {
  const issues: ConfigIssue[] = [];
  const credentials = readCredentials(ports, issues);
  const baseUrl = baseUrlFrom(ports, issues);
  const addresses = readAddresses(ports, issues);
  const schedule = readDocument(ports, issues);
  if (credentials === null || schedule === null || issues.length > 0) throw new ConfigError(issues);
  return { credentials, baseUrl, document: schedule.document, schedule: schedule.source, addresses };
}

/** Reads the schedule alone, for an operation that calls no API. */
export function readSchedule(ports: Ports): { document: ScheduleDocument; source: ScheduleSource } {
  const issues: ConfigIssue[] = [];
  const schedule = readScheduleIssues(ports, issues);
  if (schedule === null) throw new ConfigError(issues);
  return schedule;
}

function readScheduleIssues(
  ports: Ports,
  issues: ConfigIssue[],
): { document: ScheduleDocument; source: ScheduleSource } | null {
  const source = scheduleSource(ports);
  if (isEmpty(source)) {
    issues.push({
      path: "schedule",
      message: "the Value `schedule` is missing or empty: deploy app/values/schedule.json",
    });
    return null;
  }
  const ceiling = ceilingFor(ports);
  const prefix = source.from === "environment" ? "schedule (of the environment)" : "schedule";
  const parsed = parseDocument(source.written, ceiling);
  if ("config" in parsed) {
    issues.push(...projectIssues(parsed.config, ports.appProjectId, prefix));
    return { document: parsed.config, source };
  }
  for (const { path, message } of parsed.issues)
    issues.push({ path: path === "" ? prefix : `${prefix}: ${path}`, message });
  if ("config" in parseDocument(source.written)) {
    const message = `this app was built with limits that an edit cannot raise (${describeCeiling(ceiling)}): raise them in the committed document, build and deploy`;
    issues.push({ path: `${prefix}: limits`, message });
  }
  return null;
}

/** A schedule that lists no project is for the app's own, which the document does not name. */
function projectIssues({ schedules, limits }: ScheduleDocument, appProjectId: string, prefix: string): ConfigIssue[] {
  if (isProjectAllowed(limits, appProjectId)) return [];
  const issues: ConfigIssue[] = [];
  schedules.forEach(({ name, projects, allProjects, mode }, index) => {
    if (projects.length > 0 || allProjects || mode === "off") return;
    const message = `${name} is for the project that the app lives in (${appProjectId}), which is not among limits.projects: add it there, or list other projects here`;
    issues.push({ path: `${prefix}: schedules[${index}].projects`, message });
  });
  return issues;
}

function scheduleSource(ports: Ports): ScheduleSource {
  const ofEnvironment = ports.environmentValue("schedule");
  return ofEnvironment === undefined
    ? { from: "value", written: ports.value("schedule") }
    : { from: "environment", written: ofEnvironment };
}

function isEmpty({ written }: ScheduleSource): boolean {
  return written === undefined || written === null || written === "";
}

/** A service account wins over an API key. Half of either is a mistake, and no reason to take the other. */
function readCredentials(ports: Ports, issues: ConfigIssue[]): Credentials | null {
  const clientId = readTextValue(ports, "ATLAS_CLIENT_ID", issues);
  const clientSecret = readTextValue(ports, "ATLAS_CLIENT_SECRET", issues);
  const publicKey = readTextValue(ports, "ATLAS_PUBLIC_KEY", issues);
  const privateKey = readTextValue(ports, "ATLAS_PRIVATE_KEY", issues);
  if (clientId !== "" && clientSecret !== "") return { kind: "service-account", clientId, clientSecret };
  if (clientId !== "" || clientSecret !== "") {
    return missingHalf(clientId === "" ? "ATLAS_CLIENT_ID" : "ATLAS_CLIENT_SECRET", "service account", issues);
  }
  if (publicKey !== "" && privateKey !== "") return { kind: "api-key", publicKey, privateKey };
  if (publicKey === "" && privateKey === "") {
    issues.push({
      path: "ATLAS_PUBLIC_KEY, ATLAS_PRIVATE_KEY",
      message:
        "no credentials are set: link both Values to Secrets that hold an Atlas API key, or set ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET of a service account",
    });
    return null;
  }
  return missingHalf(publicKey === "" ? "ATLAS_PUBLIC_KEY" : "ATLAS_PRIVATE_KEY", "API key", issues);
}

function missingHalf(name: string, owner: string, issues: ConfigIssue[]): null {
  issues.push({ path: name, message: `is missing, although the other part of the ${owner} is set: set both` });
  return null;
}

/** "" stands for a Value that is absent or blank. Line breaks around a pasted key are not part of it. */
function readTextValue(ports: Pick<Ports, "value">, name: string, issues: ConfigIssue[]): string {
  const value = ports.value(name);
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value.trim();
  issues.push({ path: name, message: "must be a text" });
  return "";
}

/** The environment's own address wins, as its schedule does. */
function baseUrlFrom(ports: Ports, issues: ConfigIssue[]): string {
  const ofEnvironment = readTextValue({ value: ports.environmentValue }, "ATLAS_BASE_URL", issues);
  const text = ofEnvironment || readTextValue(ports, "ATLAS_BASE_URL", issues) || defaultBaseUrl;
  const read = readBaseUrl(text, builtFrom().hosts);
  if ("url" in read) return read.url;
  issues.push({ path: "ATLAS_BASE_URL", message: read.problem });
  return "";
}
