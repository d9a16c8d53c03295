/** Local Atlas as a whole: an Admin API on a socket, an app deployed from its folder, and its triggers, on one clock. */
import type { ApiKey, ServiceAccount } from "./admin-api/access/credentials";
import type { ClusterInput } from "./admin-api/clusters/cluster-input";
import type { RequestWatcher } from "./admin-api/exchange";
import type { Faults } from "./admin-api/faults/faults";
import type { ProjectInput } from "./admin-api/projects";
import { type AdminApi, startAdminApi } from "./admin-api/server";
import type { Settings } from "./admin-api/settings";
import { type AtlasState, createAtlasState } from "./admin-api/state/state";
import type { AppFolder, AppIssue } from "./app-folder/model";
import { readAppFolder } from "./app-folder/read-app-folder";
import { createSteppedClock, type SteppedClock } from "./clock/stepped-clock";
import type { RuntimeLimits } from "./function-runtime/limits";
import type { RealmPool } from "./function-runtime/realm-pool";
import { createFunctionRuntime, type FunctionRuntime } from "./function-runtime/runtime";
import type { FiringRule } from "./triggers/faults";
import { type Scheduler, startScheduler, type TriggerRun } from "./triggers/scheduler";
import { registerWorkloadRoutes } from "./workload/control-routes";
import { Workload } from "./workload/workload";

export interface LocalAtlasOptions {
  /** The folder of an App Services app, built. */
  readonly appDir: string;
  /** Where a clock made for this local Atlas starts; `clock` stands here instead if others share one. */
  readonly startMs?: number;
  readonly clock?: SteppedClock;
  /** The project that the app lives in. */
  readonly project: ProjectInput;
  /** Clusters of that project; `state.addCluster` adds some to another. */
  readonly clusters?: readonly ClusterInput[];
  readonly apiKeys?: readonly ApiKey[];
  readonly serviceAccounts?: readonly ServiceAccount[];
  /** Secrets of the app, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Values that win over the app's. `ATLAS_BASE_URL` is that of this local Atlas unless given here. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly environment?: string;
  readonly settings?: Partial<Settings>;
  readonly port?: number;
  readonly httpFaults?: Faults;
  readonly firingRule?: FiringRule;
  readonly limits?: Partial<RuntimeLimits>;
  /** Realms of the functions, made for the clock given here, that another local Atlas used before. */
  readonly realms?: RealmPool;
  readonly onRun?: (run: TriggerRun) => void;
  /** Sees every request of the Admin API, and the state just before it has its effect. */
  readonly watchRequests?: (state: AtlasState) => RequestWatcher;
}

export interface LocalAtlas {
  readonly clock: SteppedClock;
  readonly state: AtlasState;
  /** The simulated load of the clusters; auto-scaling by it is off until it is set. */
  readonly workload: Workload;
  readonly api: AdminApi;
  readonly app: AppFolder;
  readonly runtime: FunctionRuntime;
  readonly scheduler: Scheduler;
  stop(): Promise<void>;
}

/** The app's folder is not one that App Services would take. */
export class AppRefusedError extends Error {
  override readonly name = "AppRefusedError";
  readonly issues: readonly AppIssue[];

  constructor(dir: string, issues: readonly AppIssue[]) {
    super([`${dir} cannot be deployed:`, ...issues.map(({ where, problem }) => `  ${where}: ${problem}`)].join("\n"));
    this.issues = issues;
  }
}

/** Nothing moves until `clock.advanceTo`. */
export async function startLocalAtlas(options: LocalAtlasOptions): Promise<LocalAtlas> {
  const reading = readAppFolder(options.appDir, { secretNames: Object.keys(options.secrets) });
  if ("issues" in reading) throw new AppRefusedError(options.appDir, reading.issues);
  const { app } = reading;
  const clock = options.clock ?? createSteppedClock({ startMs: options.startMs ?? 0 });
  const state = createState(options, clock);
  const workload = new Workload(state);
  const api = await startAdminApi({
    clock,
    state,
    moreControl: (control) => registerWorkloadRoutes(control, state, workload),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.httpFaults === undefined ? {} : { faults: options.httpFaults }),
    ...(options.watchRequests === undefined ? {} : { watcher: options.watchRequests(state) }),
  });
  const runtime = await createFunctionRuntime({
    app,
    clock,
    project: options.project,
    secrets: options.secrets,
    values: { ATLAS_BASE_URL: api.baseUrl, ...options.values },
    holdHeaderFor: (url) => url.startsWith(`${api.url}/`),
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.realms === undefined ? {} : { realms: options.realms }),
  });
  const scheduler = startScheduler({
    clock,
    runtime,
    triggers: app.triggers,
    ...(options.firingRule === undefined ? {} : { faults: options.firingRule }),
    ...(options.onRun === undefined ? {} : { onRun: options.onRun }),
  });

  async function stop(): Promise<void> {
    scheduler.stop();
    workload.stop();
    state.stop();
    await runtime.dispose();
    await api.close();
  }

  return { clock, state, workload, api, app, runtime, scheduler, stop };
}

function createState(options: LocalAtlasOptions, clock: SteppedClock): AtlasState {
  const state = createAtlasState({ clock, ...(options.settings === undefined ? {} : { settings: options.settings }) });
  state.addProject(options.project);
  for (const key of options.apiKeys ?? []) state.addApiKey(key);
  for (const account of options.serviceAccounts ?? []) state.addServiceAccount(account);
  for (const cluster of options.clusters ?? []) state.addCluster(options.project.id, cluster);
  return state;
}
