/** The console of one local Atlas: what its page is told, and what it may do. */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono } from "hono";
import type { RequestWatcher } from "../../admin-api/exchange";
import type { EndedRun } from "../../app-services/apps/hosted-app";
import { CONSOLE } from "../protocol";
import { registerClusterActions } from "./actions/change-cluster";
import { registerClockActions } from "./actions/clock";
import { registerFunctionActions } from "./actions/functions";
import { registerRequestRoutes } from "./actions/requests";
import { registerScheduleActions } from "./actions/schedule";
import { type Replaceable, registerStateActions } from "./actions/state";
import { Stepper } from "./actions/stepper";
import { registerTriggerActions } from "./actions/triggers";
import { RequestBook } from "./books/request-book";
import { RunBook } from "./books/run-book";
import { registerFaultRoutes } from "./faults/routes";
import { nextBoundaryOf } from "./feed/clock-part";
import type { FeedHub } from "./feed/hub";
import { type FrameSource, worldFrames } from "./feed/world-frames";
import { MarkBook } from "./lanes/mark-book";
import { markFailedRun } from "./lanes/mark-failed-run";
import { ownActors } from "./lanes/own-actors";
import { PastBook } from "./lanes/past-book";
import { registerLaneRoutes } from "./lanes/routes";
import { watchHolds } from "./lanes/watch-holds";
import { Looks } from "./looks";
import { ScheduleInForce } from "./schedule-in-force";
import type { ConsoleWorld } from "./world";

type App = Hono<{ Bindings: HttpBindings }>;

export interface Console {
  /** What the feed says of this world. */
  readonly frames: FrameSource;
  /** Is told of every exchange of the Admin API. */
  readonly watcher: RequestWatcher;
  /** A run has ended. */
  ran(run: EndedRun): void;
  register(app: App): void;
  stop(): void;
}

export interface ConsoleOptions extends Omit<ConsoleWorld, "runs" | "requests"> {
  readonly hub: FeedHub;
  readonly realNow: () => number;
  readonly url: string;
  readonly onFault: (fault: unknown) => void;
  readonly replaceable: Replaceable;
}

export function createConsole(options: ConsoleOptions): Console {
  const { hub, url, state, services, keeper, onFault, realNow } = options;
  const requests = new RequestBook(state);
  const runs = new RunBook();
  const world: ConsoleWorld = { ...options, runs, requests };
  const schedule = new ScheduleInForce(world);
  const past = new PastBook(state, ownActors(services));
  const marks = new MarkBook();
  const stepper = new Stepper(keeper, onFault);
  const looks = new Looks({ world, schedule, realNow, looked: (run) => keep(run, true) });
  const told = worldFrames({ world, schedule, stepsTo: () => stepper.stepsTo, badgesOf: (key) => looks.badgesOf(key) });
  watchHolds(world, marks);

  const frames: FrameSource = {
    changes() {
      void looks.lookIfWanted().catch(onFault);
      past.catchUp();
      return told.changes();
    },
    whole: told.whole,
  };

  function keep(run: EndedRun, isLook: boolean): void {
    const { execution } = run;
    const kept = runs.add(run, { changes: requests.takeChanges(execution.id), isLook });
    if (isLook || !kept.isFailed) return;
    const error = runs.find(kept.id)?.error ?? null;
    const findings = world.port.findings(carriedReport(execution));
    markFailedRun({ state, schedule, marks }, { run: { ...kept, error }, requests: requests.ofRun(kept.id), findings });
  }

  return {
    frames,
    watcher: requests,
    ran(run) {
      looks.ran(run.execution, requests.ofRun(run.execution.id));
      keep(run, false);
    },
    register(app) {
      app.get(`${CONSOLE}/feed`, (c) => {
        hub.connect(c.env.outgoing as Parameters<FeedHub["connect"]>[0]);
        return RESPONSE_ALREADY_SENT;
      });
      registerLaneRoutes(app, { world, schedule, past, marks });
      registerClockActions(app, { keeper, stepper, nextBoundary: nextBoundaryOf({ world, schedule }) });
      registerClusterActions(app, world, () => looks.want());
      registerTriggerActions(app, world);
      registerFunctionActions(app, world);
      registerRequestRoutes(app, { world, url });
      registerScheduleActions(app, world, schedule);
      registerFaultRoutes(app, world);
      registerStateActions(app, options.replaceable);
    },
    stop: () => stepper.giveUp(),
  };
}

/** The report that an error carries, if it does. */
const carriedReport = ({ error }: EndedRun["execution"]) =>
  (error?.carried as { readonly report?: unknown } | undefined)?.report;
