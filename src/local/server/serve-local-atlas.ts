/** Local Atlas as people use it: both APIs and the console on one port, on a clock that runs by itself. */
import type { Settings } from "../admin-api/settings";
import type { AtlasState } from "../admin-api/state/state";
import type { AppServices } from "../app-services/service";
import { nodeTime, type RealTime } from "../clock/real-clock";
import type { Speed } from "../clock/speed";
import type { TimeKeeper } from "../clock/time-keeper";
import { noSchedulePort, type SchedulePort } from "../console/schedule-port";
import type { Replaceable } from "../console/server/actions/state";
import { FeedHub } from "../console/server/feed/hub";
import { bundlePage, type PageFiles } from "../console/server/page/bundle-page";
import { Refused } from "../console/server/query";
import type { Workload } from "../workload/workload";
import { listen } from "./listen";
import { openWorld, type World, type WorldOptions } from "./open-world";
import { readSaved, type SavedAtlas } from "./saved-atlas";

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
  /** Furnishes a local Atlas that begins with nothing: at the start, and again at each reset. */
  readonly begin?: (atlas: Begun) => Promise<void>;
  /** What the console knows of the schedule. Left out: nothing. */
  readonly schedulePort?: SchedulePort;
}

/** A local Atlas that has nothing yet. */
export type Begun = Pick<ServedAtlas, "url" | "state" | "services" | "workload">;

/** What stands behind the port now: after a reset or an import it is another. */
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
  const { time = nodeTime() } = options;
  const hub = new FeedHub(time);
  let current: World | undefined;
  const listening = await listen(options.port, () => current?.app);
  const { url } = listening;
  const common = worldOptions(options, time);
  const replaceable: Replaceable = {
    save: () => current?.save(),
    replaceBy: (saved) => replace(readSaved(saved)).catch(tellBroken),
    startAgain: () => replace(options.saved),
  };

  /** Behind the port stands the one before until the new one is whole. */
  async function replace(saved: SavedAtlas | undefined): Promise<void> {
    const world = await openWorld({ ...common, saved, url, hub, replaceable });
    try {
      if (saved === undefined) await options.begin?.({ ...world, url });
      // A page would be told this: what cannot be told is no state to go on with.
      world.console.frames.changes();
      JSON.stringify(world.console.frames.whole());
    } catch (error) {
      await world.stop();
      throw error;
    }
    const before = current;
    current = world;
    hub.follow(world.console.frames);
    await before?.stop();
  }

  async function stop(): Promise<void> {
    hub.stop();
    await current?.stop();
    await listening.close();
  }

  try {
    await replace(options.saved);
    return served(url, () => current as World, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whatever a file that somebody changed makes of the state, it is the file that is wrong. */
function tellBroken(error: unknown): never {
  if (error instanceof Refused) throw error;
  throw new Refused(`This state is broken: ${error instanceof Error ? error.message : String(error)}`);
}

function worldOptions(
  options: ServeOptions,
  time: RealTime,
): Omit<WorldOptions, "saved" | "url" | "hub" | "replaceable"> {
  const { startMs, speed, settings = {}, seed, schedulePort = noSchedulePort } = options;
  const onFault = options.onFault ?? ((fault: unknown) => console.error(fault));
  let page: Promise<PageFiles> | undefined;
  return {
    startMs,
    speed,
    settings,
    seed,
    time,
    onFault,
    schedulePort,
    page() {
      page ??= bundlePage();
      return page;
    },
  };
}

function served(url: string, current: () => World, stop: () => Promise<void>): ServedAtlas {
  return {
    url,
    get state() {
      return current().state;
    },
    get services() {
      return current().services;
    },
    get workload() {
      return current().workload;
    },
    get keeper() {
      return current().keeper;
    },
    save: () => current().save(),
    stop,
  };
}
