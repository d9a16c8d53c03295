/** Local Atlas as people use it: both APIs and the console on one port, on a clock that runs by itself. */
import type { Settings } from "../admin-api/settings";
import type { AtlasState } from "../admin-api/state";
import type { AppServices } from "../app-services/service";
import { nodeTime, type RealTime } from "../clock/real-clock";
import type { Speed } from "../clock/speed";
import type { TimeKeeper } from "../clock/time-keeper";
import { noSchedulePort, type SchedulePort } from "../console/schedule-port";
import { FeedHub } from "../console/server/feed/hub";
import { bundlePage, type PageFiles } from "../console/server/page/bundle-page";
import type { Workload } from "../workload/workload";
import { listen } from "./listen";
import { openWorld, type World, type WorldOptions } from "./open-world";
import type { SavedAtlas } from "./saved-atlas";

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
  /** What the console knows of the schedule. Left out: nothing. */
  readonly schedulePort?: SchedulePort;
}

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

  async function stop(): Promise<void> {
    hub.stop();
    await current?.stop();
    await listening.close();
  }

  try {
    const world = await openWorld({ ...worldOptions(options, time), saved: options.saved, url, hub });
    current = world;
    hub.follow(world.console.frames);
    return served(url, () => current ?? world, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

function worldOptions(options: ServeOptions, time: RealTime): Omit<WorldOptions, "saved" | "url" | "hub"> {
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
