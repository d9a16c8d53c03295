/** Lives through one case on local Atlas: the built functions, their triggers, everything that happens, and a record of it. */

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ApiError } from "../../../src/local/admin-api/http/errors";
import type { HttpRequest } from "../../../src/local/admin-api/http/http-types";
import type { Actor, Cluster, RolesByProject } from "../../../src/local/admin-api/model";
import type { Execution } from "../../../src/local/function-runtime/execution";
import { type LocalAtlas, startLocalAtlas } from "../../../src/local/local-atlas";
import { type AppTemplate, plannedTriggers } from "../../build/app-template";
import { projectIds, type SoakCase, writtenDocument } from "../generated/case";
import { dayMs, minuteMs } from "../generated/time";
import { clockChangesOf, type Edit, oracleFor } from "../oracle/timeline";
import { soakFiring } from "./firing";
import { performAct, type Stage } from "./perform-act";
import type { ClusterChange, FaultRecord, HappeningRecord, PatchRecord, RunRecord, Seen, SoakRecord } from "./record";
import { resizeBody } from "./stranger";
import { busyInstants, timedHappenings } from "./timed-happenings";
import { seeAll, seeCluster, WatchedFaults } from "./watch";

const publicKey = "soakkeys";
const clientId = "mdb_sa_id_5e1ec444970199272441b001";
/** Credentials made up for the soak, which looks for them in everything that is logged, reported or written. */
const madeUpSecrets = ["6e2b0c5a-soak-private-key-41d7", "mdb_sa_sk_soak_client_secret_93f2"] as const;

/** The credentials as an `Authorization` header carries them. */
const encodedSecrets = [`${clientId}:${madeUpSecrets[1]}`, `${publicKey}:${madeUpSecrets[0]}`].map((pair) =>
  Buffer.from(pair).toString("base64"),
);

const roles: RolesByProject = Object.fromEntries(projectIds.map((id) => [id, ["GROUP_CLUSTER_MANAGER"]]));

export async function liveThrough(soakCase: SoakCase, template: AppTemplate): Promise<SoakRecord> {
  const written = soakCase.documents.map((document) => writtenDocument(document, soakCase));
  const appDir = template.folderFor(written[0] ?? {}, soakCase.startMs);
  const world = await createWorld(soakCase, appDir, written);
  try {
    return await world.live();
  } finally {
    await world.atlas.stop();
    rmSync(appDir, { recursive: true, force: true });
  }
}

async function createWorld(soakCase: SoakCase, appDir: string, written: readonly object[]) {
  const { startMs, days } = soakCase;
  const endMs = startMs + days * dayMs;
  const looks: Seen[] = [];
  const patches: PatchRecord[] = [];
  const runs: RunRecord[] = [];
  const happenings: HappeningRecord[] = [];
  const edits: Edit[] = [];
  const rivals: { atMs: number; cluster: string }[] = [];
  const changes: ClusterChange[] = [];
  const tokens = new Set<string>();
  const known = new Map<string, Cluster>();
  const planned = timedHappenings(soakCase);
  const instants = [...boundariesOf(soakCase), ...busyInstants(startMs, planned)];
  const firing = soakFiring(soakCase.firing, instants, clockChangesOf(soakCase));

  const faulted: FaultRecord[] = [];
  const faults = new WatchedFaults((request, fault) => {
    const { method, path } = request;
    shortenPages(request, soakCase);
    const seen = look();
    if (fault !== undefined) faulted.push({ atMs: atlas.clock.now(), method, path, fault });
    noteToken(request.header("authorization") ?? "");
    const name = decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
    const cluster = seen.find((one) => one.name === name);
    if (method === "PATCH" && cluster) patches.push({ atMs: cluster.atMs, cluster: name, seen: cluster });
  });
  faults.setRandom(soakCase.http);
  const atlas = await startSoakAtlas(soakCase, appDir, {
    httpFaults: faults,
    firingRule: firing.rule,
    onRun: ({ trigger, execution }) => endRun(trigger, "reconcile", [], execution),
  });
  rememberClusters();
  const scheduled = new Set(soakCase.clusters.map(({ input }) => input.name));

  function look(): readonly Seen[] {
    const seen = seeAll(atlas.state);
    looks.push(...seen);
    return seen;
  }

  function noteToken(authorization: string): void {
    if (authorization.startsWith("Bearer ")) tokens.add(authorization.slice("Bearer ".length));
  }

  function endRun(from: string, functionName: string, args: readonly unknown[], execution: Execution): void {
    runs.push({ from, functionName, args, execution, after: look() });
    noteChanges(`during ${functionName} at ${new Date(execution.startedAtMs).toISOString()}`);
  }

  /** The state of local Atlas replaces what changes in a cluster, so a shallow copy keeps it as it was. */
  function rememberClusters(): void {
    for (const cluster of allClusters(atlas)) known.set(cluster.name, { ...cluster });
  }

  function noteChanges(during: string): void {
    for (const cluster of allClusters(atlas)) {
      const before = known.get(cluster.name);
      if (before === undefined || isSame(before, cluster)) continue;
      changes.push({ during, atMs: atlas.clock.now(), before, after: { ...cluster } });
    }
    rememberClusters();
  }

  const stage: Stage = {
    atlas,
    soakCase,
    faults,
    changeAsRival,
    askedAt(name, ms) {
      const cluster = soakCase.clusters.find(({ input }) => input.name === name);
      return cluster === undefined ? null : oracleFor(soakCase, edits).asked(cluster, ms).target;
    },
    async call(functionName, args) {
      const execution = await atlas.runtime.run({ functionName, args, cause: "console" });
      endRun("console", functionName, args, execution);
      return execution;
    },
    edit(deploys) {
      const document = (edits.at(-1)?.document ?? 0) + 1;
      const value = written[document];
      if (value === undefined) return;
      edits.push({ atMs: atlas.clock.now(), document });
      atlas.runtime.change({
        values: { ...accountOf(soakCase), ATLAS_BASE_URL: atlas.api.baseUrl, schedule: value },
      });
      if (!deploys) return;
      const triggers = plannedTriggers(value, atlas.clock.now());
      atlas.scheduler.change(
        triggers.map(({ name, schedule }) => ({
          name,
          schedule,
          functionName: "reconcile",
          isDisabled: false,
          skipsCatchup: true,
        })),
      );
    },
  };

  function changeAsRival(projectId: string, name: string, tier: string): void {
    const cluster = atlas.state.cluster(projectId, name);
    if (cluster === undefined || cluster.paused || cluster.stateName !== "IDLE") return;
    if (seeCluster(cluster, 0).base.every((size) => size === tier)) return;
    noteChanges("between runs");
    try {
      atlas.state.change(projectId, name, resizeBody(cluster, tier), actorOf(soakCase));
      rivals.push({ atMs: atlas.clock.now(), cluster: name });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    rememberClusters();
    look();
  }

  function happen(happening: SoakCase["happenings"][number]): void {
    const clusters = allClusters(atlas).filter(({ name }) => scheduled.has(name));
    const cluster = clusters[happening.on % clusters.length];
    if (cluster === undefined) return;
    noteChanges("between runs");
    const refused = performAct(stage, happening, cluster);
    rememberClusters();
    look();
    happenings.push({
      atMs: atlas.clock.now(),
      cluster: cluster.name,
      happening,
      ...(refused !== null && { refused }),
    });
  }

  async function live(): Promise<SoakRecord> {
    for (const happening of planned) {
      await atlas.clock.advanceTo(Math.min(startMs + happening.afterMs, endMs - 1));
      happen(happening);
    }
    await atlas.clock.advanceTo(endMs - 1);
    atlas.scheduler.stop();
    // A run lasts at most five minutes, so after this the last ones have ended.
    await atlas.clock.advanceTo(endMs + 10 * minuteMs);
    const ourName = soakCase.identity === "api-key" ? publicKey : clientId;
    const { requests } = atlas.api;
    const record = { soakCase, edits, runs, requests, patches, faults: faulted, looks, happenings, changes, ourName };
    const secrets = [...madeUpSecrets, ...encodedSecrets, ...tokens];
    const { firings, counts: fates } = firing;
    return { ...record, history: atlas.state.history, rivals, firings, fates, secrets, files: filesIn(appDir) };
  }

  return { atlas, live };
}

function isSame(one: Cluster, other: Cluster): boolean {
  return (Object.keys({ ...one, ...other }) as (keyof Cluster)[]).every((key) => one[key] === other[key]);
}

/** The boundaries of every document. */
function boundariesOf(soakCase: SoakCase): readonly number[] {
  const { startMs, days, documents } = soakCase;
  return documents.flatMap((document, index) => {
    const oracle = oracleFor(soakCase, [{ atMs: 0, document: index }]);
    return document.schedules.flatMap(({ name }) => oracle.boundaries(name, startMs, startMs + days * dayMs));
  });
}

/** The app's own key or service account, as whoever else uses it acts. */
function actorOf({ identity }: SoakCase): Actor {
  const address = "198.51.100.30";
  if (identity === "service-account") return { kind: "service-account", clientId, address };
  return { kind: "api-key", publicKey, apiKeyId: "5f0000000000000000000002", address };
}

/** Makes Atlas return fewer items in one page than were requested. */
function shortenPages({ query, path }: HttpRequest, { pageSize = 500 }: SoakCase): void {
  if (pageSize === 500 || !query.has("itemsPerPage")) return;
  query.set("itemsPerPage", String(path.endsWith("/events") ? pageSize * 10 : pageSize));
}

/** Values that make the app use its service account. */
function accountOf({ identity }: SoakCase): Readonly<Record<string, string>> {
  return identity === "api-key" ? {} : { ATLAS_CLIENT_ID: clientId, ATLAS_CLIENT_SECRET: madeUpSecrets[1] };
}

function startSoakAtlas(
  soakCase: SoakCase,
  appDir: string,
  others: Pick<Parameters<typeof startLocalAtlas>[0], "httpFaults" | "firingRule" | "onRun">,
): Promise<LocalAtlas> {
  const { startMs, clusters, bystanders = [], settings } = soakCase;
  const [privateKey, clientSecret] = madeUpSecrets;
  return startLocalAtlas({
    appDir,
    startMs,
    project: { id: projectIds[0] },
    apiKeys: [{ publicKey, privateKey, projects: roles }],
    serviceAccounts: [{ clientId, clientSecret, projects: roles }],
    secrets: { "atlas-public-key": publicKey, "atlas-private-key": privateKey },
    settings: { readLatencyMs: 125, writeLatencyMs: 750, ...settings },
    values: accountOf(soakCase),
    ...others,
  }).then((atlas) => {
    atlas.state.addProject({ id: projectIds[1] });
    for (const { project, input } of [...clusters, ...bystanders]) atlas.state.addCluster(project, input);
    return atlas;
  });
}

function allClusters({ state }: LocalAtlas): readonly Cluster[] {
  return projectIds.flatMap((id) => state.clustersOf(id));
}

function filesIn(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
