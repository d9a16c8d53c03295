/** Checks a configuration as an import does, with the checks that local Atlas reads app folders with. */
import { checkApp } from "../../app-folder/check";
import type { AppFolder, AppIssue, AppPart, AppParts } from "../../app-folder/model";
import { badRequest, ServiceError } from "../errors";
import { isJsonObject, type JsonObject, readList, readObject } from "../json";
import type { AppFacts } from "../model";
import type { AppDocument } from "./document";
import { bodyOf, sourcesOf } from "./import-body";

/** The parts of an import body, each named as its file is in the folder that realm-cli read it from. */
export function partsOf(body: JsonObject): AppParts {
  const functions = readObject(body.functions, "functions");
  const environments = Object.entries(readObject(body.environments, "environments"));
  return {
    config: { where: "realm_config.json", content: body },
    functionConfig:
      functions.config === undefined ? undefined : { where: "functions/config.json", content: functions.config },
    sources: sourcesOf(functions),
    triggers: namedParts(body.triggers, "triggers"),
    values: namedParts(body.values, "values"),
    environments: new Map(
      environments.map(([file, content]) => [file.replace(/\.json$/, ""), { where: `environments/${file}`, content }]),
    ),
  };
}

function namedParts(value: unknown, folder: string): readonly AppPart[] {
  const seen = new Set<string>();
  return readList(value, folder).map((content, index) => {
    const name = isJsonObject(content) && typeof content.name === "string" ? content.name : String(index);
    const isAgain = seen.has(name);
    seen.add(name);
    return { where: isAgain ? `${folder}[${index}]` : `${folder}/${name}.json`, content };
  });
}

/** What local Atlas has no way to honour is refused aloud rather than dropped. */
export function refuseAbsentSections(body: JsonObject): void {
  const endpoints = readObject(body.endpoints, "endpoints");
  const sections = {
    services: body.services,
    http_endpoints: body.http_endpoints,
    "endpoints.config": endpoints.config,
  };
  for (const [name, section] of Object.entries(sections)) {
    if (readList(section, name).length > 0) {
      throw new ServiceError(501, "LocalAtlasAbsent", `local Atlas does not take ${name}: the service has ended`);
    }
  }
}

export function checkParts(parts: AppParts, secretNames: readonly string[]): AppFolder {
  const reading = checkApp(parts, { secretNames });
  if ("issues" in reading) throw refusal(reading.issues, parts);
  return reading.app;
}

export function checkDocument(document: AppDocument, facts: AppFacts, secretNames: readonly string[]): AppFolder {
  return checkParts(partsOf(bodyOf(document, facts)), secretNames);
}

/**
 * The service stops at the first problem; here all are told, one a line. For two of them the service's own words are
 * public, the rest are ours.
 */
function refusal(issues: readonly AppIssue[], parts: AppParts): ServiceError {
  const lines = issues.map((issue) => inTheServicesWords(issue, parts) ?? `${issue.where}: ${issue.problem}`);
  return badRequest([...new Set(lines)].join("\n"));
}

function inTheServicesWords({ where, problem }: AppIssue, parts: AppParts): string | undefined {
  const missingFunction = /^triggers\/(.+)\.json: function_name$/.exec(where)?.[1];
  const functionName = /^there is no function (.+)$/.exec(problem)?.[1];
  if (missingFunction !== undefined && functionName !== undefined) {
    return `invalid event processor config for trigger '${missingFunction}', function '${functionName}' does not exist`;
  }
  const value = /^values\/(.+)\.json: value$/.exec(where)?.[1];
  const secret = /^there is no Secret (.+): create it before$/.exec(problem)?.[1];
  if (value === undefined || secret === undefined || parts.values.length === 0) return undefined;
  return `error: validating Value: '${value}: could not find secret' ${secret}`;
}
