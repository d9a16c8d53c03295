/** The apps of a project, and finding the one that is meant. */
import { UsageError } from "../command";
import { type Entry, entriesIn, entryIn } from "./answers";
import { ServiceRefused, type ServiceSession } from "./session";

export interface RemoteApp {
  readonly id: string;
  /** Name and five letters: "atlas-cluster-scheduler-abcde". */
  readonly clientAppId: string;
  readonly name: string;
  readonly projectId: string;
  /** "no-environment", "development", …. */
  readonly environment: string;
}

/** The lists that realm-cli asks for: an app is in one of them (its source, app.go). */
const lists = ["", "?product=atlas", "?product=data-api"];

export async function listApps(session: ServiceSession, projectId: string): Promise<RemoteApp[]> {
  const apps = new Map<string, RemoteApp>();
  for (const list of lists) {
    for (const entry of await listed(session, projectId, list)) apps.set(String(entry._id), appOf(entry, projectId));
  }
  return [...apps.values()];
}

async function listed(session: ServiceSession, projectId: string, list: string): Promise<readonly Entry[]> {
  const path = `/groups/${projectId}/apps${list}`;
  try {
    return entriesIn(await session.send("GET", path), `GET ${path}`, texts);
  } catch (error) {
    if (!(error instanceof ServiceRefused) || error.status !== 404) throw error;
    throw new ServiceRefused(
      `The project ${projectId} does not exist, or the key that deploys has no role in it. Check ATLAS_PROJECT_ID, and give the key the role Project Owner in that project.`,
      error.status,
      error.code,
    );
  }
}

const texts = ["_id", "client_app_id", "name"];

/** `what` was asked, as "POST /path". */
export function appIn(content: unknown, what: string, projectId: string): RemoteApp {
  return appOf(entryIn(content, what, texts), projectId);
}

function appOf({ _id, client_app_id, name, environment }: Entry, projectId: string): RemoteApp {
  return {
    id: String(_id),
    clientAppId: String(client_app_id),
    name: String(name),
    projectId,
    environment: typeof environment === "string" && environment !== "" ? environment : "no-environment",
  };
}

/** By its client app id, else by its name; null: there is none. Two of a name have to be told apart by the user. */
export function findApp(apps: readonly RemoteApp[], nameOrId: string): RemoteApp | null {
  const byId = apps.find(({ clientAppId }) => clientAppId === nameOrId);
  if (byId !== undefined) return byId;
  const named = apps.filter(({ name }) => name === nameOrId);
  if (named.length < 2) return named[0] ?? null;
  const ids = named.map(({ clientAppId }) => clientAppId).join(", ");
  throw new UsageError(`the project has ${named.length} apps named ${nameOrId}: name one with --app: ${ids}`);
}

/** How an environment's app is named unless --app says otherwise: environments are apps of their own. */
export function appNameFor(name: string, environment: string | null): string {
  return environment === null || environment === "no-environment" ? name : `${name}-${environment}`;
}
