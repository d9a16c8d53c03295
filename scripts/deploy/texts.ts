/** What a deployment tells before and after it acts. */
import { nextFiring, parseAtlasCron } from "../../src/local/triggers/cron";
import type { LiveConfiguration } from "../lib/app-services/live-app";
import type { Difference } from "./differences";
import type { SecretPlan } from "./secrets";
import type { Target } from "./target";
import type { WantedApp, WantedTrigger } from "./wanted";

export function describeTarget({ projectId, name, app, environment, serviceUrl }: Target): string[] {
  const kept = app === null ? "a new app" : app.clientAppId;
  const tag = environment === "no-environment" ? "no environment" : `environment ${environment}`;
  const changes = app !== null && app.environment !== environment ? ` (was ${app.environment})` : "";
  return [`App ${name} (${kept}), project ${projectId}, ${tag}${changes}, at ${serviceUrl}`];
}

/** Each takes the other's changes for those of a person with its key, or undoes them. */
export function describeOtherSchedulers({ otherSchedulers }: Pick<Target, "otherSchedulers">): string[] {
  return otherSchedulers.map(
    ({ clientAppId }) =>
      `warning: the project has another scheduler, ${clientAppId}. Let no cluster be in the schedules of both, or take that one out of service: npm run deploy -- --remove --app ${clientAppId}`,
  );
}

/** Which of the documents is in force: the environment's wins (design of the functions: operations/run/settings). */
export function describeSchedule(wanted: Pick<WantedApp, "environments">, environment: string): string[] {
  const values = wanted.environments[environment] ?? {};
  const own = Object.keys(values).sort();
  const from = values.schedule === undefined ? "values/schedule.json" : `environments/${environment}.json`;
  return [
    `Schedule in force: app/${from}`,
    ...(own.length === 0 ? [] : [`Values of the environment, which win: ${own.join(", ")}`]),
  ];
}

const marks = { added: "+", changed: "~", removed: "-" } as const;

export function describeDifferences(differences: readonly Difference[], secrets: readonly SecretPlan[]): string[] {
  const lines = differences.flatMap(({ kind, name, change, details }) => {
    const [first = "", ...more] = details;
    if (details.length < 2) return [`  ${marks[change]} ${kind} ${name}${first === "" ? "" : `: ${first}`}`];
    return [`  ${marks[change]} ${kind} ${name}`, ...[first, ...more].map((line) => `      ${line}`)];
  });
  return [
    ...(lines.length === 0 ? ["Functions, triggers and Values are live as they are here."] : ["Changes:", ...lines]),
    ...(secrets.length === 0 ? [] : ["Secrets:", ...secrets.map(describeSecret)]),
  ];
}

/** What a push cannot be compared in, where that counts. */
export function describeUnknown(
  { environmentValues }: LiveConfiguration,
  wanted: Pick<WantedApp, "environmentValues">,
): string[] {
  if (environmentValues !== null || wanted.environmentValues.length === 0) return [];
  return [
    "warning: App Services gives out no export of this app, so the values of its environments cannot be compared",
  ];
}

function describeSecret({ name, variable, does }: SecretPlan): string {
  switch (does) {
    case "create":
      return `  + ${name}: from ${variable}`;
    case "update":
      return `  ~ ${name}: written again from ${variable}, because App Services never shows what it holds`;
    case "keep":
      return `  = ${name}: kept, as ${variable} is not set here`;
  }
}

/** By Atlas's own rules of CRON, which are not those that the build reads schedules by. */
export function describeFirings(triggers: readonly WantedTrigger[], fromMs: number): string[] {
  const widest = triggers.reduce((most, { name }) => Math.max(most, name.length), 0);
  return triggers.map(({ name, schedule }) => `  ${name.padEnd(widest)}  next ${nextRun(schedule, fromMs)}`);
}

function nextRun(schedule: string, fromMs: number): string {
  const parsed = parseAtlasCron(schedule);
  const next = "cron" in parsed ? nextFiring(parsed.cron, fromMs) : undefined;
  if (next === undefined) return "never";
  return `${new Date(next).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
