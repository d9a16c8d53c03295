/** One local Atlas on a clock of its own: its state, its apps, its routes. The port in front of it may go on to another. */
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { Faults } from "../admin-api/faults/faults";
import { refuseForeignHosts } from "../admin-api/http/loopback-only";
import { guardControlRoutes } from "../admin-api/routes/control/control";
import { createAdminApp } from "../admin-api/server";
import type { Settings } from "../admin-api/settings";
import { restoreState, saveState } from "../admin-api/state/saved-state";
import { type AtlasState, createAtlasState } from "../admin-api/state/state";
import { newSigningKey } from "../app-services/access/sessions";
import { type AppServices, createAppServices } from "../app-services/service";
import type { RealTime } from "../clock/real-clock";
import type { Speed } from "../clock/speed";
import { createSteppedClock } from "../clock/stepped-clock";
import { keepTime, type TimeKeeper } from "../clock/time-keeper";
import type { SchedulePort } from "../console/schedule-port";
import type { Replaceable } from "../console/server/actions/state";
import { type Console, createConsole } from "../console/server/console";
import type { FeedHub } from "../console/server/feed/hub";
import type { PageFiles } from "../console/server/page/bundle-page";
import { registerPageRoutes } from "../console/server/page/page-routes";
import { seededFaults } from "../triggers/faults";
import { FiringFaults } from "../triggers/firing-faults";
import { registerWorkloadRoutes } from "../workload/control-routes";
import { Workload } from "../workload/workload";
import { registerClockRoutes } from "./clock-routes";
import { registerFiringRoutes } from "./firing-routes";
import { RESTART_MS, SAVED_VERSION, type SavedAtlas } from "./saved-atlas";

export interface WorldOptions {
  readonly startMs: number;
  readonly speed: Speed;
  readonly settings: Partial<Settings>;
  readonly seed: number | undefined;
  readonly saved: SavedAtlas | undefined;
  readonly time: RealTime;
  readonly onFault: (fault: unknown) => void;
  readonly schedulePort: SchedulePort;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly hub: FeedHub;
  readonly page: () => Promise<PageFiles>;
  readonly replaceable: Replaceable;
}

export interface World {
  readonly state: AtlasState;
  readonly services: AppServices;
  readonly workload: Workload;
  readonly keeper: TimeKeeper;
  readonly console: Console;
  readonly app: Hono<{ Bindings: HttpBindings }>;
  save(): SavedAtlas;
  stop(): Promise<void>;
}

/** Ours: it runs for weeks, and nobody looks back further. */
const REQUESTS_KEPT = 20_000;
const DEPLOYMENT_MS = 2_000;

/** Of requests with credentials: one in fifty. */
const FAULT_RATE = 0.02;
const HTTP_FAULTS = [
  { kind: "latency", ms: 5_000 },
  { kind: "status", status: 429, retryAfterSeconds: 20 },
  { kind: "status", status: 500 },
  { kind: "status", status: 503, when: "after" },
  { kind: "reset" },
  { kind: "reset", when: "after" },
] as const;
const TRIGGER_FAULTS = { lost: 0.01, late: 0.02, doubled: 0.02 };

export async function openWorld(options: WorldOptions): Promise<World> {
  const { saved, seed, time, url, hub } = options;
  const clock = createSteppedClock({ startMs: saved === undefined ? options.startMs : saved.clockMs + RESTART_MS });
  const signingKey = saved?.signingKey ?? newSigningKey();
  const state = createAtlasState({ clock, settings: options.settings });
  const keeper = keepTime({ clock, time, speed: options.speed, onFault: options.onFault });
  const firingFaults = new FiringFaults(seed === undefined ? undefined : seededFaults({ seed, ...TRIGGER_FAULTS }));
  const services = createAppServices({
    state,
    signingKey,
    realNowMs: () => time.now(),
    url: () => url,
    // Nobody would step a clock that stands for a client to see its deployment done.
    deploymentMs: () => (keeper.speed === "step" ? 0 : DEPLOYMENT_MS),
    onRun: (run) => console.ran(run),
    fateOf: (appId, firing) => firingFaults.fateOf(appId, firing),
  });
  const faults = new Faults();
  if (seed !== undefined) faults.setRandom({ seed, rate: FAULT_RATE, faults: HTTP_FAULTS });
  const workload = new Workload(state);
  const beganAt = saved?.beganAt ?? clock.now();
  const console = createConsole({
    ...{ state, services, workload, keeper, faults, firingFaults, beganAt, hub, url },
    replaceable: options.replaceable,
    port: options.schedulePort,
    realNow: () => time.now(),
    onFault: options.onFault,
  });
  const admin = createAdminApp({ clock, state, faults, requestsKept: REQUESTS_KEPT, watcher: console.watcher });
  admin.setUrl(url);

  const app = new Hono<{ Bindings: HttpBindings }>();
  refuseForeignHosts(app);
  guardControlRoutes(app);
  registerPageRoutes(app, options.page);
  console.register(app);
  registerClockRoutes(app, keeper);
  registerFiringRoutes(app, firingFaults);
  registerWorkloadRoutes(app, state, workload);
  services.register(app);
  app.route("/", admin.app);
  app.all("*", (c) => c.text(`Local Atlas has no ${c.req.method} ${c.req.path}`, 501));

  async function stop(): Promise<void> {
    console.stop();
    keeper.stop();
    workload.stop();
    state.stop();
    await services.stop();
  }

  function save(): SavedAtlas {
    return {
      version: SAVED_VERSION,
      clockMs: clock.now(),
      beganAt,
      signingKey,
      adminApi: saveState(state),
      workload: workload.save(),
      apps: services.save(),
    };
  }

  const world = { state, services, workload, keeper, console, app, save, stop };
  try {
    if (saved !== undefined) await restore(saved, world);
    return world;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function restore(saved: SavedAtlas, { state, services, workload }: World): Promise<void> {
  restoreState(state, saved.adminApi);
  workload.restore(saved.workload);
  await services.apps.restore(saved.apps);
}
