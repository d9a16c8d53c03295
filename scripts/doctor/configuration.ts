/** What is wrong with the configuration is told like everything else that is found, and the rest is examined all the same. */
import type { ConfigError, ConfigIssue } from "../../src/operations/run/config-error";
import { committedHosts } from "../build/build-facts";
import { attempt } from "../lib/command";
import type { Environment } from "../lib/environment/environment";
import type { DocumentFile } from "../lib/schedule-documents";
import { type Atlas, type AtlasChoices, committedBaseUrl, openAtlas } from "./atlas";
import { type CheckName, type Finding, failed } from "./finding";

/** What a mistake keeps from being read is null, and told. */
export interface Configuration {
  readonly document: DocumentFile | null;
  readonly findings: readonly Finding[];
}

const mendSchedule = "Mend it: npm run plan shows what it means";

/** The schedule that `read` finds in the app's files. */
export function readSchedule(read: () => DocumentFile): Configuration {
  const findings: Finding[] = [];
  const document = readOrTell(read, "schedule", mendSchedule, findings);
  return { document, findings };
}

export interface Opened {
  /** null: there is nothing to ask Atlas with. */
  readonly atlas: Atlas | null;
  readonly findings: readonly Finding[];
}

export interface Given {
  readonly appDir: string;
  readonly tag: string | null;
  readonly environment: Environment;
  readonly document: DocumentFile | null;
  readonly nowMs: () => number;
}

const whereToSet = "Set it in the environment or in .env; .env.example shows how";

/** Atlas as far as the configuration leads there: without a schedule or an address for notifications where these are wrong. */
export function openWhatIsRight({ appDir, tag, environment, document, nowMs }: Given): Opened {
  const findings: Finding[] = [];
  const readPlace = () => ({ baseUrl: committedBaseUrl(appDir, tag), hosts: committedHosts(appDir) });
  const place = readOrTell(readPlace, "credentials", "Mend the file", findings);
  if (place === null) return { atlas: null, findings };
  const choices: AtlasChoices = { ...place, environment, written: document?.written, nowMs };
  const opened = tryToOpen(choices);
  if ("atlas" in opened) return { atlas: opened.atlas, findings };
  findings.push(...opened.issues.map(findingOf));
  const left = withoutMistakes(choices, opened.issues);
  return { atlas: left === null ? null : openAtlas(left), findings };
}

function tryToOpen(choices: AtlasChoices): { readonly atlas: Atlas } | { readonly issues: readonly ConfigIssue[] } {
  try {
    return { atlas: openAtlas(choices) };
  } catch (error) {
    if ((error as Error).name !== "ConfigError") throw error;
    return { issues: (error as ConfigError).issues };
  }
}

function withoutMistakes(choices: AtlasChoices, issues: readonly ConfigIssue[]): AtlasChoices | null {
  const wrong = issues.map(checkOf);
  if (wrong.includes("credentials")) return null;
  const { NOTIFY_URL: _notify, PING_URL: _ping, ...rest } = choices.environment;
  return {
    ...choices,
    ...(wrong.includes("schedule") && { written: undefined }),
    ...(wrong.includes("notification") && { environment: rest }),
  };
}

function checkOf({ path }: ConfigIssue): CheckName {
  if (path.startsWith("schedule")) return "schedule";
  return path === "NOTIFY_URL" || path === "PING_URL" ? "notification" : "credentials";
}

function findingOf(issue: ConfigIssue): Finding {
  const check = checkOf(issue);
  return failed(check, `${issue.path}: ${issue.message}`, check === "schedule" ? mendSchedule : whereToSet);
}

/** A mistake in a file is a finding for each line of its message. */
function readOrTell<Value>(read: () => Value, check: CheckName, remedy: string, findings: Finding[]): Value | null {
  const problems: string[] = [];
  const value = attempt(read, problems);
  findings.push(...problems.flatMap((problem) => problem.split("\n")).map((line) => failed(check, line, remedy)));
  return value;
}
