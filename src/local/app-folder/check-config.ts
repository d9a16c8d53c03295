/** `realm_config.json`. Source: Atlas docs, "App Configuration Files"; recorded imports of realm-cli 2.6.2. */
import { type AppConfig, type AppPart, ENVIRONMENT_TAGS, type EnvironmentTag } from "./model";
import { isObject, type JsonObject, type Report, readText } from "./read-json";

const CONFIG_VERSIONS = [20180301, 20200603, 20210101];

export function checkConfig({ where, content }: AppPart, report: Report): AppConfig {
  const config: JsonObject = isObject(content) ? content : {};
  if (!isObject(content)) report(where, "must be a JSON object");
  const name = readText(config, "name", where, report);
  if (name !== "" && !/^[A-Za-z0-9_-]{1,57}$/.test(name)) {
    report(`${where}: name`, `"${name}" must be at most 57 letters, digits, - or _`);
  }
  if (!CONFIG_VERSIONS.includes(config.config_version as number)) {
    report(`${where}: config_version`, `must be one of ${CONFIG_VERSIONS.join(", ")}`);
  }
  return {
    name,
    ...(typeof config.app_id === "string" && config.app_id !== "" ? { clientAppId: config.app_id } : {}),
    location: optionalText(config, "location", "US-VA", where, report),
    providerRegion: optionalText(config, "provider_region", "aws-us-east-1", where, report),
    deploymentModel: optionalText(config, "deployment_model", "GLOBAL", where, report),
    environment: readTag(config.environment, where, report),
  };
}

function optionalText(config: JsonObject, key: string, byDefault: string, where: string, report: Report): string {
  return config[key] === undefined ? byDefault : readText(config, key, where, report);
}

/** An app without environment has no tag, or an empty one. */
function readTag(value: unknown, where: string, report: Report): EnvironmentTag {
  if (value === undefined || value === "") return "no-environment";
  const tag = ENVIRONMENT_TAGS.find((candidate) => candidate === value);
  if (tag === undefined) report(`${where}: environment`, `must be one of ${ENVIRONMENT_TAGS.join(", ")}`);
  return tag ?? "no-environment";
}
