/** The files of an app as the service exports them: JSON with four spaces, sorted by path. */
import { isJsonObject, type JsonObject, without } from "../json";
import type { AppFacts } from "../model";
import { type AppDocument, nameOf } from "./document";
import { CONFIG_VERSION } from "./import-body";

/** `isTemplate` leaves out what names this app. */
export function exportedFiles(
  document: AppDocument,
  facts: AppFacts,
  { isTemplate }: { readonly isTemplate: boolean },
): ReadonlyMap<string, string> {
  const { kept } = document;
  const config = {
    config_version: CONFIG_VERSION,
    ...(isTemplate ? {} : { app_id: facts.clientAppId }),
    name: facts.name,
    location: facts.location,
    provider_region: facts.providerRegion,
    deployment_model: facts.deploymentModel,
    ...(document.environment === "no-environment" ? {} : { environment: document.environment }),
    ...(kept.allowedRequestOrigins.length === 0 ? {} : { allowed_request_origins: kept.allowedRequestOrigins }),
  };
  return new Map([["realm_config.json", asJson(config)], ...configuredFiles(document)]);
}

/** What a push can change: everything but the facts that an app is created with. */
export function comparedFiles(document: AppDocument): ReadonlyMap<string, string> {
  const { environment, kept } = document;
  const config = { environment, allowed_request_origins: kept.allowedRequestOrigins };
  return new Map([["realm_config.json", asJson(config)], ...configuredFiles(document)]);
}

function configuredFiles(document: AppDocument): ReadonlyMap<string, string> {
  const { kept } = document;
  const files: (readonly [string, string])[] = [
    ["auth/custom_user_data.json", asJson(kept.auth.custom_user_data)],
    ["auth/providers.json", asJson(kept.auth.providers)],
    ["functions/config.json", asJson(byName(document.functions).map(({ content }) => content))],
    ["graphql/config.json", asJson(kept.graphql)],
    ["http_endpoints/config.json", asJson([])],
    ["sync/config.json", asJson(kept.sync)],
    ...Object.entries(document.environments).map(
      ([tag, content]) => [`environments/${tag}.json`, asJson(content)] as const,
    ),
    ...document.functions.map(({ name, source }) => [`functions/${name}.js`, source] as const),
    ...document.triggers.map(({ name, content }) => [`triggers/${name}.json`, asJson(content)] as const),
    ...document.values.map(({ name, content }) => [`values/${name}.json`, asJson(content)] as const),
    ...kept.logForwarders.map((content) => [`log_forwarders/${nameOf(content)}.json`, asJson(content)] as const),
    ...kept.dataSources.flatMap(dataSourceFiles),
  ];
  return new Map(files.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function dataSourceFiles(source: JsonObject): readonly (readonly [string, string])[] {
  const config = isJsonObject(source.config) ? source.config : {};
  const folder = `data_sources/${nameOf(config)}`;
  const rules = Array.isArray(source.rules) ? source.rules.filter(isJsonObject) : [];
  return [
    [`${folder}/config.json`, asJson(config)],
    ...(source.default_rule === undefined
      ? []
      : [[`${folder}/default_rule.json`, asJson(source.default_rule)] as const]),
    ...rules.flatMap((rule) => {
      const place = `${folder}/${String(rule.database)}/${String(rule.collection)}`;
      const parts = (["schema", "relationships"] as const).filter((part) => rule[part] !== undefined);
      return [
        [`${place}/rules.json`, asJson(without(rule, "schema", "relationships"))] as const,
        ...parts.map((part) => [`${place}/${part}.json`, asJson(rule[part])] as const),
      ];
    }),
  ];
}

function byName<Named extends { readonly name: string }>(entries: readonly Named[]): readonly Named[] {
  return [...entries].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 4)}\n`;
}
