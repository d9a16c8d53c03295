/** What is live of one app: its functions in a runtime, its triggers on the emulator's clock. */
import type { AppFolder } from "../../app-folder/model";
import type { Clock, Hold } from "../../clock/clock";
import type { Execution } from "../../function-runtime/execution";
import { createFunctionRuntime, type FunctionRuntime } from "../../function-runtime/runtime";
import type { Firing, FiringRule } from "../../triggers/faults";
import { type Scheduler, startScheduler, type TriggerRun } from "../../triggers/scheduler";

export interface RunningAppOptions {
  readonly clock: Clock;
  readonly appId: string;
  readonly project: { readonly id: string; readonly name?: string };
  /** Where local Atlas is reached: what functions send there does not stop the clock a second time. */
  readonly ownUrl: () => string;
  readonly firingRule?: FiringRule;
  readonly onRun: (run: TriggerRun) => void;
}

interface Started {
  readonly runtime: FunctionRuntime;
  readonly scheduler: Scheduler;
}

type Secrets = Readonly<Record<string, string>>;

export class RunningApp {
  readonly #options: RunningAppOptions;
  #started: Promise<Started> | undefined;
  #scheduler: Scheduler | undefined;

  constructor(options: RunningAppOptions) {
    this.#options = options;
  }

  /** Runs that have begun end on the functions they began with. */
  async deploy(app: AppFolder, secrets: Secrets): Promise<void> {
    const isFirst = this.#started === undefined;
    this.#started ??= this.#start(app, secrets);
    const { runtime, scheduler } = await this.#started;
    if (isFirst) return;
    runtime.change({ app, secrets });
    scheduler.change(app.triggers);
  }

  async changeSecrets(secrets: Secrets): Promise<void> {
    const { runtime } = (await this.#started) ?? {};
    runtime?.change({ secrets });
  }

  /** As from the console, for a caller who holds the clock and waits. Undefined before anything was deployed. */
  async run(functionName: string, args: readonly unknown[], hold: Hold): Promise<Execution | undefined> {
    const { runtime } = (await this.#started) ?? {};
    return runtime && (await hold.during(runtime.run({ functionName, args, cause: "console" })));
  }

  /** As `run`, for somebody who only looks: its requests take no time and meet no fault. */
  async look(functionName: string, hold: Hold): Promise<Execution | undefined> {
    const { runtime } = (await this.#started) ?? {};
    return runtime && (await hold.during(runtime.run({ functionName, cause: "console", isLook: true })));
  }

  upcoming(): readonly Firing[] {
    return this.#scheduler?.upcoming() ?? [];
  }

  /** false: it has no such trigger, or a disabled one. */
  fireAt(trigger: string, atMs: number): boolean {
    return this.#scheduler?.fireAt(trigger, atMs) ?? false;
  }

  askedFor(trigger: string): readonly number[] {
    return this.#scheduler?.askedFor(trigger) ?? [];
  }

  async stop(): Promise<void> {
    const started = await this.#started;
    started?.scheduler.stop();
    await started?.runtime.dispose();
  }

  async #start(app: AppFolder, secrets: Secrets): Promise<Started> {
    const { clock, project, appId, ownUrl, firingRule, onRun } = this.#options;
    const runtime = await createFunctionRuntime({
      app,
      clock,
      project,
      appId,
      secrets,
      // An app that is pushed unchanged must reach this Atlas, never the real one.
      values: { ATLAS_BASE_URL: `${ownUrl()}/api/atlas/v2` },
      holdHeaderFor: (url) => url.startsWith(`${ownUrl()}/`),
    });
    const scheduler = startScheduler({
      clock,
      runtime,
      triggers: app.triggers,
      keepsRuns: false,
      ...(firingRule === undefined ? {} : { faults: firingRule }),
      onRun,
    });
    this.#scheduler = scheduler;
    return { runtime, scheduler };
  }
}
