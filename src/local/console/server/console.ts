/** The console of one local Atlas: what its page is told, and what it may do. */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono } from "hono";
import { CONSOLE } from "../protocol";
import type { FeedHub } from "./feed/hub";
import { type FrameSource, worldFrames } from "./feed/world-frames";
import { ScheduleInForce } from "./schedule-in-force";
import type { ConsoleWorld } from "./world";

type App = Hono<{ Bindings: HttpBindings }>;

export interface Console {
  /** What the feed says of this world. */
  readonly frames: FrameSource;
  register(app: App): void;
}

export function createConsole(world: ConsoleWorld, hub: FeedHub): Console {
  const schedule = new ScheduleInForce(world);
  const frames = worldFrames({ world, schedule, stepsTo: () => null, badgesOf: () => NO_BADGES });
  return {
    frames,
    register(app) {
      app.get(`${CONSOLE}/feed`, (c) => {
        hub.connect(c.env.outgoing as Parameters<FeedHub["connect"]>[0]);
        return RESPONSE_ALREADY_SENT;
      });
    },
  };
}

const NO_BADGES = [] as const;
