/** The requests of a push, for when no command-line client runs: the same ones in the same order (realm-cli 2.6.2, push). */
import { type Entry, entriesIn, entryIn } from "../../lib/app-services/answers";
import type { RemoteApp } from "../../lib/app-services/apps";
import { pathOf } from "../../lib/app-services/live-app";
import { ServiceRefused, type ServiceSession } from "../../lib/app-services/session";
import { CommandFailed } from "../../lib/command";
import { readWanted } from "../wanted";

const pollMs = 1_000;
const polls = 300;

export async function pushOurselves(
  session: ServiceSession,
  app: RemoteApp,
  dir: string,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  const path = pathOf(app);
  const body = importBody(dir, app);
  const changes = await session.send("POST", `${path}/import?diff=true&strategy=replace-by-name`, body);
  if (Array.isArray(changes) && changes.length === 0) return;
  const draftId = await createDraft(session, path);
  try {
    await session.send("POST", `${path}/import?strategy=replace-by-name`, body);
    await deployDraft(session, path, draftId, sleep);
  } catch (error) {
    await session.send("DELETE", `${path}/drafts/${draftId}`).catch(() => undefined);
    throw error;
  }
}

/** Changes of this key that were never deployed, and would go live with ours, are discarded, as realm-cli does it. */
async function createDraft(session: ServiceSession, path: string): Promise<string> {
  try {
    return await newDraft(session, path);
  } catch (error) {
    if (!(error instanceof ServiceRefused) || error.status !== 409) throw error;
    await discardDrafts(session, path);
    return await newDraft(session, path);
  }
}

async function newDraft(session: ServiceSession, path: string): Promise<string> {
  const drafts = `${path}/drafts`;
  return idIn(entryIn(await session.send("POST", drafts), `POST ${drafts}`, ["_id"]));
}

/** Drafts of this key; others' are never listed. Resolves to how many there were. */
export async function discardDrafts(session: ServiceSession, path: string): Promise<number> {
  const drafts = await session.send("GET", `${path}/drafts`);
  const ids = entriesIn(drafts, `GET ${path}/drafts`, ["_id"]).map(idIn);
  for (const id of ids) await session.send("DELETE", `${path}/drafts/${id}`);
  return ids.length;
}

/** After a failure: the deployment may have been asked for all the same. */
const settlingPolls = 60;

/** Waits until no deployment of the app is under way, for a minute at most: what is live is about to change until then. */
export async function awaitDeployments(
  session: Pick<ServiceSession, "send">,
  path: string,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  for (let poll = 0; poll < settlingPolls; poll += 1) {
    const deployments = await session.send("GET", `${path}/deployments`);
    if (!Array.isArray(deployments) || !deployments.some(isUnderWay)) return;
    await sleep(pollMs);
  }
}

function isUnderWay(deployment: { readonly status?: unknown } | null): boolean {
  return deployment?.status === "created" || deployment?.status === "pending";
}

async function deployDraft(
  session: ServiceSession,
  path: string,
  draftId: string,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  const asked = `${path}/drafts/${draftId}/deployment`;
  let deployment = entryIn(await session.send("POST", asked), `POST ${asked}`, ["_id", "status"]);
  const id = idIn(deployment);
  const polled = `${path}/deployments/${id}`;
  for (let poll = 0; poll < polls; poll += 1) {
    const { status, status_error_message: why } = deployment;
    if (status === "successful") return;
    if (status === "failed")
      throw new CommandFailed(`App Services could not deploy: ${String(why ?? "no reason given")}`);
    await sleep(pollMs);
    deployment = entryIn(await session.send("GET", polled), `GET ${polled}`, ["status"]);
  }
  throw new CommandFailed(
    `App Services has not finished the deployment ${id} after ${(polls * pollMs) / 60_000} minutes`,
  );
}

function importBody(dir: string, app: RemoteApp): object {
  const { config, parts, environments } = readWanted(dir);
  return {
    config_version: 20210101,
    app_id: app.clientAppId,
    name: app.name,
    location: config.location,
    deployment_model: config.deployment_model,
    ...(config.environment === undefined ? {} : { environment: config.environment }),
    environments: Object.fromEntries(
      Object.entries(environments).map(([tag, values]) => [`${tag}.json`, { values }] as const),
    ),
    values: parts.values.map(({ content }) => content),
    functions: {
      config: parts.functionConfig?.content ?? [],
      sources: Object.fromEntries([...parts.sources].map(([name, source]) => [`${name}.js`, source])),
    },
    triggers: parts.triggers.map(({ content }) => content),
    auth: {},
    endpoints: {},
    graphql: {},
    sync: {},
    secrets: {},
  };
}

function idIn({ _id }: Entry): string {
  return String(_id);
}
