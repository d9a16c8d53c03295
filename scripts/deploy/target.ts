/** The app that is deployed to: found in the project, or still to be created. */
import { ENVIRONMENT_TAGS } from "../../src/local/app-folder/model";
import { appIn, appNameFor, findApp, listApps, type RemoteApp } from "../lib/app-services/apps";
import type { Access } from "../lib/app-services/credentials";
import { type LiveConfiguration, type RemoteSecret, readLiveApp, readSecrets } from "../lib/app-services/live-app";
import { openSession, type ServiceSession } from "../lib/app-services/session";
import type { DeployOptions } from "./options";
import type { WantedApp } from "./wanted";

export interface Target {
  readonly session: ServiceSession;
  readonly serviceUrl: string;
  readonly projectId: string;
  /** What the app is called, there or not. */
  readonly name: string;
  /** null: it is to be created. */
  readonly app: RemoteApp | null;
  /** Other apps of the project that are named as deploy names them: schedulers too. */
  readonly otherSchedulers: readonly RemoteApp[];
  readonly live: LiveConfiguration;
  readonly secrets: readonly RemoteSecret[];
  /** The environment that the app has or is given: an app that has one keeps it unless another is named. */
  readonly environment: string;
}

export const emptyApp: LiveConfiguration = { functions: [], triggers: [], values: [], environmentValues: [] };

export async function findTarget(
  options: DeployOptions,
  wanted: Pick<WantedApp, "name">,
  { projectId, key, serviceUrl }: Access,
): Promise<Target> {
  const session = await openSession(serviceUrl, key);
  const name = options.app ?? appNameFor(wanted.name, options.environment);
  const apps = await listApps(session, projectId);
  const app = findApp(apps, name);
  const ownNames = ENVIRONMENT_TAGS.map((tag) => appNameFor(wanted.name, tag));
  return {
    session,
    serviceUrl,
    projectId,
    name,
    app,
    otherSchedulers: apps.filter((one) => one.id !== app?.id && ownNames.includes(one.name)),
    live: app === null ? emptyApp : await readLiveApp(session, app),
    secrets: app === null ? [] : await readSecrets(session, app),
    environment: options.environment ?? app?.environment ?? "no-environment",
  };
}

/** An app is created empty. Where it runs is in the configuration, and cannot be changed later. */
export async function createApp({ session, projectId, name, environment }: Target, { config }: WantedApp) {
  const path = `/groups/${projectId}/apps`;
  const content = await session.send("POST", path, {
    name,
    location: config.location,
    deployment_model: config.deployment_model,
    ...(config.provider_region === undefined ? {} : { provider_region: config.provider_region }),
    ...(environment === "no-environment" ? {} : { environment }),
  });
  return appIn(content, `POST ${path}`, projectId);
}
