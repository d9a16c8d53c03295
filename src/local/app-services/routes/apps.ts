/** Apps: list, create, get, delete, describe, set the environment. */
import { ENVIRONMENT_TAGS } from "../../app-folder/model";
import type { HostedApp } from "../apps/hosted-app";
import { absent, badRequest, invalidParameter, ServiceError } from "../errors";
import { type AppCall, created, type GroupCall, noContent, ok, type Reply, type Route } from "../http/route";
import { isJsonObject, type JsonObject, optionalText, readText } from "../json";
import { PRODUCTS, type Product } from "../model";

export const APP_ROUTES: readonly Route[] = [
  { method: "GET", path: "/groups/:groupId/apps", scope: "group", handle: listApps },
  { method: "POST", path: "/groups/:groupId/apps", scope: "group", handle: createApp },
  { method: "GET", path: "/groups/:groupId/apps/:appId", scope: "app", handle: getApp },
  { method: "DELETE", path: "/groups/:groupId/apps/:appId", scope: "app", handle: deleteApp },
  { method: "GET", path: "/groups/:groupId/apps/:appId/description", scope: "app", handle: describe },
  { method: "PUT", path: "/groups/:groupId/apps/:appId/environment", scope: "app", handle: setEnvironment },
];

/** Apps of the product `standard`, unless the query names others, separated by commas (OpenAPI document). */
function listApps({ project, apps, query }: GroupCall): Reply {
  const products = (query.get("product") ?? "standard").split(",");
  const unknown = products.find((name) => !isProduct(name));
  if (unknown !== undefined) throw invalidParameter(`unknown product: "${unknown}"`);
  return ok(apps.list(project.id, products).map(appOf));
}

function createApp(call: GroupCall): Reply {
  const body = call.readBody();
  const product = call.query.get("product") ?? "standard";
  if (!isProduct(product)) throw invalidParameter(`unknown product: "${product}"`);
  const templateId = optionalText(body, "template_id");
  if (templateId !== undefined && templateId !== "triggers") throw absent(`the template ${templateId}`);
  const app = call.apps.create(call.project.id, {
    name: readText(body, "name"),
    product,
    templateId,
    ...placeOf(body),
    environment: optionalText(body, "environment"),
  });
  return created(appOf(app));
}

/** Lists do not say which template an app was made from; the app by itself does (realm-cli, client.go). */
function getApp({ app }: AppCall): Reply {
  const { templateId } = app.facts;
  return ok({ ...appOf(app), ...(templateId === undefined ? {} : { template_id: templateId }) });
}

async function deleteApp({ apps, app }: AppCall): Promise<Reply> {
  await apps.delete(app);
  return noContent;
}

async function setEnvironment(call: AppCall): Promise<Reply> {
  const wanted = optionalText(call.readBody(), "environment") ?? "no-environment";
  const environment = ENVIRONMENT_TAGS.find((tag) => tag === wanted);
  if (environment === undefined) {
    throw new ServiceError(400, "EnvironmentTagInvalid", `invalid environment: "${wanted}"`);
  }
  await call.app.change(call.admin.userId, { ...call.document, environment });
  return noContent;
}

const isProduct = (name: string): name is Product => PRODUCTS.some((known) => known === name);

/** Cloud regions of AWS by deployment location (OpenAPI document: `aws-us-west-2` maps to `US-OR`; Atlas docs, "Cloud Deployments"). */
const AWS_REGIONS: Readonly<Record<string, string>> = {
  "US-VA": "aws-us-east-1",
  "US-OR": "aws-us-west-2",
  "DE-FF": "aws-eu-central-1",
  IE: "aws-eu-west-1",
  AU: "aws-ap-southeast-2",
  "IN-MB": "aws-ap-south-1",
  SG: "aws-ap-southeast-1",
  "BR-SP": "aws-sa-east-1",
};

function placeOf(body: JsonObject) {
  const location = optionalText(body, "location") ?? "US-VA";
  const deploymentModel = optionalText(body, "deployment_model") ?? "GLOBAL";
  const region = AWS_REGIONS[location];
  if (region === undefined) throw badRequest(`unknown location: "${location}"`);
  if (deploymentModel !== "GLOBAL" && deploymentModel !== "LOCAL") {
    throw badRequest(`unknown deployment model: "${deploymentModel}"`);
  }
  return { location, deploymentModel, providerRegion: optionalText(body, "provider_region") ?? region };
}

const inSeconds = (ms: number) => Math.floor(ms / 1000);

function appOf({ facts, live, lastModifiedMs }: HostedApp): JsonObject {
  return {
    _id: facts.id,
    client_app_id: facts.clientAppId,
    name: facts.name,
    location: facts.location,
    provider_region: facts.providerRegion,
    deployment_model: facts.deploymentModel,
    ...(live.environment === "no-environment" ? {} : { environment: live.environment }),
    domain_id: facts.domainId,
    group_id: facts.groupId,
    last_used: inSeconds(facts.createdAtMs),
    last_modified: inSeconds(lastModifiedMs),
    product: facts.product,
  };
}

/** realm-cli, app_description.go and app_ext_test.go. */
function describe({ app, document, url }: AppCall): Reply {
  const { facts } = app;
  const providers = Object.values(document.kept.auth.providers).filter(isJsonObject);
  const sources = document.kept.dataSources.map(({ config }) => config).filter(isJsonObject);
  return ok({
    client_app_id: facts.clientAppId,
    name: facts.name,
    realm_url: `${url}/groups/${facts.groupId}/apps/${facts.id}/dashboard`,
    data_sources: sources.map(({ name, type, config }) => ({
      name,
      type,
      data_source: isJsonObject(config) ? (config.clusterName ?? "") : "",
    })),
    http_endpoints: [],
    services: [],
    auth_providers: providers.map(({ name, type, disabled }) => ({ name, type, enabled: disabled !== true })),
    custom_user_data: { enabled: false, data_source: "", database: "", collection: "", user_id_field: "" },
    values: document.values.map(({ name }) => name),
    hosting: { enabled: false, status: "", url: "" },
    functions: document.functions.map(({ name }) => ({ name, path: `functions/${name}` })),
    sync: { state: "", data_source: "", database: "", development_mode_enabled: false },
    graphql: { url: `${url}/api/client/v2.0/app/${facts.clientAppId}/graphql`, custom_resolvers: [] },
    environment: document.environment === "no-environment" ? "" : document.environment,
    event_subscription: document.triggers.map(({ name, content }) => ({
      name,
      type: content.type,
      enabled: content.disabled !== true,
    })),
    log_forwarders: [],
  });
}
