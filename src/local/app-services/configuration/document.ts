/**
 * The configuration of an app, complete and in one form: what an import may leave out or spell in two ways stands here in
 * full, so that two configurations that mean the same are equal and an export shows what the service's own shows.
 */
import type { ENVIRONMENT_TAGS, EnvironmentTag } from "../../app-folder/model";
import { isJsonObject, type JsonObject, without } from "../json";

/** A function, a trigger or a Value; `content` is its configuration file. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly content: JsonObject;
}

export interface FunctionEntry extends Entry {
  readonly source: string;
}

export interface AppDocument {
  readonly environment: EnvironmentTag;
  /** `{"values": {…}}` by tag; every tag is there. */
  readonly environments: Readonly<Record<EnvironmentTag, JsonObject>>;
  readonly values: readonly Entry[];
  readonly functions: readonly FunctionEntry[];
  readonly triggers: readonly Entry[];
  /** What local Atlas keeps and gives back, and does nothing with. */
  readonly kept: KeptSections;
}

export interface KeptSections {
  readonly allowedRequestOrigins: readonly unknown[];
  readonly auth: { readonly custom_user_data: JsonObject; readonly providers: JsonObject };
  readonly dataSources: readonly JsonObject[];
  readonly graphql: JsonObject;
  readonly sync: JsonObject;
  readonly logForwarders: readonly JsonObject[];
}

/** What the service creates an app with (realm-cli, app_ext_test.go: an `api-key` provider that is disabled). */
export function newDocument(environment: EnvironmentTag): AppDocument {
  const apiKey = { name: "api-key", type: "api-key", disabled: true };
  return {
    environment,
    environments: everyEnvironment({}),
    values: [],
    functions: [],
    triggers: [],
    kept: normalKept({ auth: { providers: { "api-key": apiKey } } }),
  };
}

export function everyEnvironment(given: JsonObject): Readonly<Record<EnvironmentTag, JsonObject>> {
  const valuesOf = (tag: EnvironmentTag) => {
    const content = given[tag];
    return { values: isJsonObject(content) && isJsonObject(content.values) ? content.values : {} };
  };
  return {
    "no-environment": valuesOf("no-environment"),
    development: valuesOf("development"),
    testing: valuesOf("testing"),
    qa: valuesOf("qa"),
    production: valuesOf("production"),
  } satisfies Record<(typeof ENVIRONMENT_TAGS)[number], JsonObject>;
}

export const nameOf = (content: JsonObject) => String(content.name ?? "");

export function normalFunction(config: JsonObject): JsonObject {
  const {
    name,
    private: isPrivate,
    run_as_system,
    disable_arg_logs,
    ...others
  } = without(config, "_id", "id", "source");
  return {
    name,
    private: isPrivate === true,
    ...(run_as_system === true ? { run_as_system } : {}),
    ...(disable_arg_logs === true ? { disable_arg_logs } : {}),
    ...others,
  };
}

/** The function's name stands where newer exports of the service put it. */
export function normalTrigger(trigger: JsonObject): JsonObject {
  const { name, type, config, disabled, event_processors, ...others } = without(
    trigger,
    "_id",
    "id",
    "function_name",
    "function_id",
  );
  const settings = isJsonObject(config) ? config : {};
  return {
    name,
    type,
    config: { ...settings, skip_catchup_events: settings.skip_catchup_events === true },
    disabled: disabled === true,
    event_processors: {
      ...(isJsonObject(event_processors) ? without(event_processors, "FUNCTION") : {}),
      FUNCTION: { config: { function_name: functionNameOf(trigger) } },
    },
    ...others,
  };
}

export function functionNameOf(trigger: JsonObject): string {
  const processors = isJsonObject(trigger.event_processors) ? trigger.event_processors : {};
  const processor = isJsonObject(processors.FUNCTION) ? processors.FUNCTION : {};
  const nested = isJsonObject(processor.config) ? processor.config.function_name : undefined;
  return String(trigger.function_name ?? nested ?? "");
}

export function normalValue(value: JsonObject): JsonObject {
  const { name, value: content, from_secret, ...others } = without(value, "_id", "id");
  return { name, value: content, from_secret: from_secret === true, ...others };
}

/** The sections of an import that local Atlas keeps, with what the service fills in by itself. */
export function normalKept(body: JsonObject): KeptSections {
  const auth = objectOf(body.auth);
  const graphql = objectOf(body.graphql);
  return {
    allowedRequestOrigins: listOf(body.allowed_request_origins),
    auth: {
      custom_user_data: objectOf(auth.custom_user_data, { enabled: false }),
      providers: objectOf(auth.providers),
    },
    dataSources: listOf(body.data_sources).filter(isJsonObject),
    graphql: objectOf(graphql.config, { use_natural_pluralization: true }),
    sync: objectOf(objectOf(body.sync).config, { development_mode_enabled: false }),
    logForwarders: listOf(body.log_forwarders).filter(isJsonObject),
  };
}

function objectOf(value: unknown, byDefault: JsonObject = {}): JsonObject {
  return isJsonObject(value) ? value : byDefault;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
