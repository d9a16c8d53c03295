/** The body of an import (config_version 20210101; realm-cli, structure_v2.go), read into a document and written from one. */
import { ENVIRONMENT_TAGS, type EnvironmentTag } from "../../app-folder/model";
import { invalidParameter } from "../errors";
import { isJsonObject, type JsonObject, readList, readObject } from "../json";
import type { AppFacts } from "../model";
import {
  type AppDocument,
  type Entry,
  everyEnvironment,
  nameOf,
  normalFunction,
  normalKept,
  normalTrigger,
  normalValue,
} from "./document";

export const CONFIG_VERSION = 20210101;

/**
 * `replace-by-name` and `replace`: what the import lacks is gone. `merge`, the default: it stays (realm-cli v1 docs,
 * "Import Strategies").
 */
export type ImportStrategy = "merge" | "replace" | "replace-by-name";

/** Of a body that passed the checks. Entries keep the ids that entries of their name have in `base`. */
export function documentOf(body: JsonObject, base: AppDocument, newId: () => string): AppDocument {
  const functions = readObject(body.functions, "functions");
  const sources = sourcesOf(functions);
  const tag = ENVIRONMENT_TAGS.find((known) => known === body.environment);
  const identified = (contents: readonly JsonObject[], known: readonly Entry[]) =>
    contents.map((content) => {
      const name = nameOf(content);
      return { id: known.find((entry) => entry.name === name)?.id ?? newId(), name, content };
    });
  return {
    environment: tag ?? "no-environment",
    environments: everyEnvironment(byTag(readObject(body.environments, "environments"))),
    values: identified(objectsIn(body.values).map(normalValue), base.values),
    functions: identified(objectsIn(functions.config).map(normalFunction), base.functions).map((entry) => ({
      ...entry,
      source: sources.get(entry.name) ?? "",
    })),
    triggers: identified(objectsIn(body.triggers).map(normalTrigger), base.triggers),
    kept: normalKept(body),
  };
}

/** `body` with everything added that `base` has and it lacks. */
export function mergedInto(base: JsonObject, body: JsonObject): JsonObject {
  const functions = readObject(body.functions, "functions");
  const known = readObject(base.functions, "functions");
  return {
    ...base,
    ...body,
    environments: {
      ...readObject(base.environments, "environments"),
      ...readObject(body.environments, "environments"),
    },
    values: mergedByName(base.values, body.values),
    triggers: mergedByName(base.triggers, body.triggers),
    functions: {
      config: mergedByName(known.config, functions.config),
      sources: { ...readObject(known.sources, "sources"), ...readObject(functions.sources, "sources") },
    },
  };
}

export function bodyOf(document: AppDocument, facts: AppFacts): JsonObject {
  const { kept } = document;
  return {
    config_version: CONFIG_VERSION,
    app_id: facts.clientAppId,
    name: facts.name,
    location: facts.location,
    provider_region: facts.providerRegion,
    deployment_model: facts.deploymentModel,
    ...(document.environment === "no-environment" ? {} : { environment: document.environment }),
    ...(kept.allowedRequestOrigins.length === 0 ? {} : { allowed_request_origins: kept.allowedRequestOrigins }),
    environments: Object.fromEntries(
      Object.entries(document.environments).map(([tag, content]) => [`${tag}.json`, content]),
    ),
    values: document.values.map(({ content }) => content),
    functions: {
      config: document.functions.map(({ content }) => content),
      sources: Object.fromEntries(document.functions.map(({ name, source }) => [`${name}.js`, source])),
    },
    triggers: document.triggers.map(({ content }) => content),
    auth: kept.auth,
    data_sources: kept.dataSources,
    graphql: { config: kept.graphql },
    sync: { config: kept.sync },
    log_forwarders: kept.logForwarders,
  };
}

/** By the name of the function; files of dependencies and others are none. */
export function sourcesOf(functions: JsonObject): ReadonlyMap<string, string> {
  const sources = Object.entries(readObject(functions.sources, "functions.sources"));
  return new Map(
    sources
      .filter(([file]) => file.endsWith(".js"))
      .map(([file, source]) => {
        if (typeof source !== "string") throw invalidParameter(`functions.sources: ${file} must be a string`);
        return [file.slice(0, -".js".length).replaceAll("\\", "/"), source];
      }),
  );
}

/** Imports of the two older versions list each function with its source (realm-cli, structure_v1.go). */
export function inNewestForm(body: JsonObject): JsonObject {
  if (!Array.isArray(body.functions)) return body;
  const functions = objectsIn(body.functions);
  const configs = functions.map(({ config }) => (isJsonObject(config) ? config : {}));
  const sources = functions.map(({ source }, index) => [`${nameOf(configs[index] ?? {})}.js`, source]);
  return { ...body, functions: { config: configs, sources: Object.fromEntries(sources) } };
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return readList(value, "list").filter(isJsonObject);
}

function byTag(environments: JsonObject): Readonly<Partial<Record<EnvironmentTag, unknown>>> {
  return Object.fromEntries(
    Object.entries(environments).map(([file, content]) => [file.replace(/\.json$/, ""), content]),
  );
}

function mergedByName(base: unknown, given: unknown): readonly unknown[] {
  const added = readList(given, "list");
  const names = new Set(added.filter(isJsonObject).map(nameOf));
  return [...objectsIn(base).filter((content) => !names.has(nameOf(content))), ...added];
}
