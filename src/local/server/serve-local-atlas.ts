/** Local Atlas as people use it: both APIs and the status page on one port, on a clock that runs by itself. */
import { Faults } from "../admin-api/faults";
import { restoreState, saveState } from "../admin-api/saved-state";
import type { Settings } from "../admin-api/settings";
import { type AtlasState, createAtlasState } from "../admin-api/state";
import { newSigningKey } from "../app-services/access/sessions";
import { type AppServices, createAppServices } from "../app-services/service";
import { nodeTime, type RealTime } from "../clock/real-clock";
import type { Speed } from "../clock/speed";
import { createSteppedClock } from "../clock/stepped-clock";
import { seededFaults } from "../triggers/faults";
import { Workload } from "../workload/workload";
import { type Listening, listen } from "./listen";
import { RESTART_MS, SAVED_VERSION, type SavedAtlas } from "./saved-atlas";
import { keepTime, type TimeKeeper } from "./time-keeper";

export interface ServeOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly startMs: number;
  readonly speed: Speed;
  readonly settings?: Partial<Settings>;
  /** Atlas misbehaves now and then, the same way for the same seed. Left out: never. */
  readonly seed?: number;
  /** What `save` gave before a stop: it is there again, and its clock goes on. */
  readonly saved?: SavedAtlas;
  /** Real time; Node's unless a test hands in another. */
  readonly time?: RealTime;
  /** A bug of local Atlas's own, met while its clock ran. */
  readonly onFault?: (fault: unknown) => void;
}

export interface ServedAtlas {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly state: AtlasState;
  readonly services: AppServices;
  /** The simulated load of the clusters; auto-scaling by it is off until it is set. */
  readonly workload: Workload;
  readonly keeper: TimeKeeper;
  save(): SavedAtlas;
  stop(): Promise<void>;
}

export async function serveLocalAtlas(options: ServeOptions): Promise<ServedAtlas> {
  const { port, settings, seed, saved, time = nodeTime() } = options;
  const clock = createSteppedClock({ startMs: saved === undefined ? options.startMs : saved.clockMs + RESTART_MS });
  const signingKey = saved?.signingKey ?? newSigningKey();
  const state = createAtlasState({ clock, ...(settings === undefined ? {} : { settings }) });
  const onFault = options.onFault ?? ((fault) => console.error(fault));
  const keeper = keepTime({ clock, time, speed: options.speed, onFault });
  let url = "";
  const services = createAppServices({
    state,
    signingKey,
    realNowMs: () => time.now(),
    url: () => url,
    // Nobody would step a clock that stands for a client to see its deployment done.
    deploymentMs: () => (keeper.speed === "step" ? 0 : DEPLOYMENT_MS),
    ...(seed === undefined ? {} : { firingRule: seededFaults({ seed, ...TRIGGER_FAULTS }) }),
  });
  const faults = new Faults();
  if (seed !== undefined) faults.setRandom({ seed, rate: FAULT_RATE, faults: HTTP_FAULTS });
  const workload = new Workload(state);
  let listening: Listening | undefined;

  function save(): SavedAtlas {
    return {
      version: SAVED_VERSION,
      clockMs: clock.now(),
      signingKey,
      adminApi: saveState(state),
      workload: workload.save(),
      apps: services.save(),
    };
  }

  async function stop(): Promise<void> {
    keeper.stop();
    workload.stop();
    state.stop();
    await services.stop();
    await listening?.close();
  }

  try {
    listening = await listen({ state, services, workload, keeper, faults, port });
    url = listening.url;
    if (saved !== undefined) await restore(saved, { state, services, workload });
    return { url, state, services, workload, keeper, save, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Restored = Pick<ServedAtlas, "state" | "services" | "workload">;

async function restore(saved: SavedAtlas, { state, services, workload }: Restored): Promise<void> {
  restoreState(state, saved.adminApi);
  workload.restore(saved.workload);
  await services.apps.restore(saved.apps);
}

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
