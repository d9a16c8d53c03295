/** Fires the scheduled triggers of an app on the emulator's clock. */
import type { ScheduledTrigger } from "../app-folder/model";
import type { Clock, Timer } from "../clock/clock";
import type { Execution } from "../function-runtime/execution";
import type { FunctionRuntime } from "../function-runtime/runtime";
import { type AtlasCron, nextFiring, parseAtlasCron } from "./cron";
import { type Firing, type FiringRule, inTime } from "./faults";

export interface TriggerRun extends Firing {
  readonly execution: Execution;
}

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly runtime: Pick<FunctionRuntime, "run">;
  readonly triggers: readonly ScheduledTrigger[];
  readonly faults?: FiringRule;
  readonly onRun?: (run: TriggerRun) => void;
  /** Whether `runs` and `lost` are kept; default true. A scheduler that runs for years should not. */
  readonly keepsRuns?: boolean;
}

export interface Scheduler {
  /** In the order in which they ended. */
  readonly runs: readonly TriggerRun[];
  /** Firings that a fault swallowed. */
  readonly lost: readonly Firing[];
  /** When each enabled trigger fires next. */
  upcoming(): readonly Firing[];
  /** Fires a trigger at an instant, beside its own firings: no fault meets it. false: there is none that is enabled. */
  fireAt(trigger: string, atMs: number): boolean;
  /** When somebody asked a trigger to fire, as far as that lies ahead. */
  askedFor(trigger: string): readonly number[];
  /**
   * Deploys other triggers, known by their names. One that is enabled again first makes up for what it missed while it
   * was disabled, unless it skips that. Source: Atlas docs, "Scheduled Triggers", "Skip Events on Re-Enable".
   */
  change(triggers: readonly ScheduledTrigger[]): void;
  /** Starts no more runs; those in progress go on. */
  stop(): void;
}

interface Scheduled {
  readonly trigger: ScheduledTrigger;
  readonly cron: AtlasCron;
  timer: Timer | undefined;
  nextAtMs: number | undefined;
}

export function startScheduler(options: SchedulerOptions): Scheduler {
  const { clock, faults = inTime, keepsRuns = true } = options;
  const runs: TriggerRun[] = [];
  const lost: Firing[] = [];
  const disabledSinceMs = new Map<string, number>();
  const delayed = new Set<Timer>();
  const asked = new Set<{ readonly firing: Firing; timer?: Timer }>();
  let scheduled: Scheduled[] = [];

  function schedule(entry: Scheduled, fromMs: number): void {
    const atMs = nextFiring(entry.cron, fromMs);
    entry.nextAtMs = atMs;
    entry.timer =
      atMs === undefined
        ? undefined
        : clock.setTimer(atMs, () => {
            schedule(entry, atMs + 1);
            fire(entry.trigger, atMs);
          });
  }

  function fire(trigger: ScheduledTrigger, scheduledAtMs: number): void {
    const firing = { trigger: trigger.name, scheduledAtMs };
    const delays = faults(firing);
    if (delays.length === 0 && keepsRuns) lost.push(firing);
    for (const delayMs of delays) {
      if (delayMs === 0) void run(trigger, firing);
      else startLater(trigger, firing, delayMs);
    }
  }

  function startLater(trigger: ScheduledTrigger, firing: Firing, delayMs: number): void {
    const timer = clock.setTimer(firing.scheduledAtMs + delayMs, () => {
      delayed.delete(timer);
      void run(trigger, firing);
    });
    delayed.add(timer);
  }

  async function run(trigger: ScheduledTrigger, firing: Firing): Promise<void> {
    const execution = await options.runtime.run({ functionName: trigger.functionName, cause: "trigger" });
    const ended = { ...firing, execution };
    if (keepsRuns) runs.push(ended);
    options.onRun?.(ended);
  }

  function makeUpFor(entry: Scheduled, sinceMs: number): void {
    if (entry.trigger.skipsCatchup) return;
    const nowMs = clock.now();
    for (let atMs = nextFiring(entry.cron, sinceMs); atMs !== undefined && atMs < nowMs; ) {
      fire(entry.trigger, atMs);
      atMs = nextFiring(entry.cron, atMs + 1);
    }
  }

  const enabled = (name: string) => scheduled.find(({ trigger }) => trigger.name === name)?.trigger;

  function fireAt(name: string, atMs: number): boolean {
    const trigger = enabled(name);
    if (trigger === undefined) return false;
    const firing = { trigger: name, scheduledAtMs: atMs };
    if (atMs <= clock.now()) {
      void run(trigger, firing);
      return true;
    }
    const entry: { readonly firing: Firing; timer?: Timer } = { firing };
    asked.add(entry);
    entry.timer = clock.setTimer(atMs, () => {
      asked.delete(entry);
      // Another version may be deployed by then, or none of the trigger.
      const then = enabled(name);
      if (then !== undefined) void run(then, firing);
    });
    return true;
  }

  function stop(): void {
    for (const { timer } of asked) timer?.cancel();
    asked.clear();
    for (const entry of scheduled) entry.timer?.cancel();
    for (const timer of delayed) timer.cancel();
    delayed.clear();
    scheduled = [];
  }

  function change(triggers: readonly ScheduledTrigger[]): void {
    for (const entry of scheduled) entry.timer?.cancel();
    scheduled = triggers.filter(({ isDisabled }) => !isDisabled).map(scheduledOf);
    for (const entry of scheduled) {
      const sinceMs = disabledSinceMs.get(entry.trigger.name);
      disabledSinceMs.delete(entry.trigger.name);
      if (sinceMs !== undefined) makeUpFor(entry, sinceMs);
      schedule(entry, clock.now());
    }
    for (const { name, isDisabled } of triggers) {
      if (isDisabled && !disabledSinceMs.has(name)) disabledSinceMs.set(name, clock.now());
    }
  }

  change(options.triggers);
  return {
    runs,
    lost,
    upcoming: () =>
      scheduled.flatMap(({ trigger, nextAtMs }) =>
        nextAtMs === undefined ? [] : [{ trigger: trigger.name, scheduledAtMs: nextAtMs }],
      ),
    fireAt,
    askedFor: (name) =>
      [...asked].flatMap(({ firing }) => (firing.trigger === name ? [firing.scheduledAtMs] : [])).sort((a, b) => a - b),
    change,
    stop,
  };
}

function scheduledOf(trigger: ScheduledTrigger): Scheduled {
  const parsed = parseAtlasCron(trigger.schedule);
  if ("problem" in parsed) throw new Error(`trigger ${trigger.name}: ${parsed.problem}`);
  return { trigger, cron: parsed.cron, timer: undefined, nextAtMs: undefined };
}
