/** Puts an app from a folder into App Services without a client: what a push into a new app comes to. */
import type { AppParts } from "../app-folder/model";
import type { HostedApp } from "./apps/hosted-app";
import { checkParts } from "./configuration/check";
import { documentOf } from "./configuration/import-body";
import { isJsonObject, type JsonObject, optionalText, readText } from "./json";
import type { AppServices } from "./service";

/** Throws a `ServiceError` with all that is wrong, and leaves no app behind. */
export async function installApp(
  { apps, newId }: AppServices,
  groupId: string,
  parts: AppParts,
  secrets: Readonly<Record<string, string>>,
): Promise<HostedApp> {
  checkParts(parts, Object.keys(secrets));
  const body = bodyOfParts(parts);
  const app = apps.create(groupId, {
    name: readText(body, "name"),
    product: "standard",
    location: optionalText(body, "location"),
    providerRegion: optionalText(body, "provider_region"),
    deploymentModel: optionalText(body, "deployment_model"),
  });
  try {
    for (const [name, value] of Object.entries(secrets)) await app.secrets.create(name, value);
    await app.change("", documentOf(body, app.live, newId));
    return app;
  } catch (error) {
    await apps.delete(app);
    throw error;
  }
}

/** What realm-cli makes of the same folder. */
function bodyOfParts(parts: AppParts): JsonObject {
  const config = isJsonObject(parts.config.content) ? parts.config.content : {};
  return {
    ...config,
    values: parts.values.map(({ content }) => content),
    triggers: parts.triggers.map(({ content }) => content),
    environments: Object.fromEntries(
      [...parts.environments].map(([tag, { content }]) => [`${tag}.json`, content] as const),
    ),
    functions: {
      config: parts.functionConfig?.content ?? [],
      sources: Object.fromEntries([...parts.sources].map(([name, source]) => [`${name}.js`, source])),
    },
  };
}
