/**
 * The realms of the deployed functions: one for each run that goes on at the same time, used again by later runs, and
 * renewed after some runs, after a run that left something behind, and with each deployment.
 */
import type { QuickJSWASMModule } from "quickjs-emscripten";
import type { AppFolder } from "../app-folder/model";
import type { Clock } from "../clock/clock";
import type { CallOutcome } from "./call";
import { createEngine } from "./engine";
import { loadGuestSource } from "./guest-source";
import type { RuntimeLimits } from "./limits";
import { createRealm, type Realm } from "./realm";
import { refuseSource } from "./source-check";

interface PooledRealm {
  readonly realm: Realm;
  readonly engine: QuickJSWASMModule;
  readonly version: number;
  runs: number;
}

export interface RealmPool {
  /** Runs that start from now on use these functions; runs in progress end on the old ones. */
  deploy(app: AppFolder): void;
  /** The same for a runtime that takes the pool over from another: realms that have loaded the same functions stay. */
  takeOver(app: AppFolder): void;
  isInUse(): boolean;
  use(call: (realm: Realm) => Promise<CallOutcome>): Promise<CallOutcome>;
  dispose(): void;
}

export interface RealmPoolOptions {
  readonly clock: Pick<Clock, "now">;
  readonly limits: RuntimeLimits;
  readonly runsPerRealm: number;
}

export async function createRealmPool(options: RealmPoolOptions): Promise<RealmPool> {
  const guestSource = loadGuestSource();
  let engine = await createEngine(() => options.clock.now());
  let idle: PooledRealm[] = [];
  let sources: ReadonlyMap<string, string> = new Map();
  let version = 0;
  let isDisposed = false;
  let isBroken = false;
  let runsInProgress = 0;
  let renewal: Promise<void> | undefined;

  function take(): PooledRealm {
    return (
      idle.pop() ?? {
        realm: createRealm({ engine, guestSource, limits: options.limits, sources }),
        engine,
        version,
        runs: 0,
      }
    );
  }

  function giveBack(pooled: PooledRealm, isClean: boolean): void {
    pooled.runs += 1;
    const isCurrent = pooled.version === version && pooled.engine === engine && !isDisposed;
    if (isClean && isCurrent && pooled.runs < options.runsPerRealm) idle.push(pooled);
    else discard(pooled);
  }

  function discard(pooled: PooledRealm): void {
    try {
      pooled.realm.dispose();
    } catch {
      // A realm that was stopped in the middle may not come apart; its engine is then left behind as a whole.
      isBroken = pooled.engine === engine || isBroken;
    }
  }

  function discardIdle(): void {
    for (const pooled of idle) discard(pooled);
    idle = [];
  }

  async function renewEngine(): Promise<void> {
    idle = [];
    engine = await createEngine(() => options.clock.now());
    isBroken = false;
    renewal = undefined;
  }

  function deploy(checked: ReadonlyMap<string, string>): void {
    version += 1;
    sources = checked;
    discardIdle();
  }

  return {
    deploy: (app) => deploy(readableSources(app)),
    takeOver(app) {
      const checked = readableSources(app);
      if (!isSame(sources, checked)) deploy(checked);
    },
    isInUse: () => runsInProgress > 0,
    async use(call) {
      runsInProgress += 1;
      if (isBroken) {
        renewal ??= renewEngine();
        await renewal;
      }
      const used = engine;
      try {
        const pooled = take();
        const outcome = await call(pooled.realm);
        giveBack(pooled, outcome.leavesRealmClean);
        return outcome;
      } catch (fault) {
        isBroken = isBroken || used === engine;
        return engineFault(fault);
      } finally {
        runsInProgress -= 1;
      }
    },
    dispose() {
      isDisposed = true;
      discardIdle();
    },
  };
}

function readableSources(app: AppFolder): ReadonlyMap<string, string> {
  return new Map(app.functions.map(({ name, source }) => [name, readable(source)]));
}

function isSame(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): boolean {
  return some.size === others.size && Array.from(some).every(([name, source]) => others.get(name) === source);
}

/** A source with syntax that the platform cannot read fails each call, as there. */
function readable(source: string): string {
  const problem = refuseSource(source);
  return problem === undefined ? source : `throw new SyntaxError(${JSON.stringify(problem)});`;
}

/**
 * Some of the engine's own recursion (JSON.stringify of very deep data) meets the end of the host's stack before that of
 * its own. For the function it is the same; the engine is not to be used again.
 */
function engineFault(fault: unknown): CallOutcome {
  if (fault instanceof RangeError) {
    return { error: { name: "RangeError", message: "stack overflow" }, httpRequests: 0, leavesRealmClean: false };
  }
  const reason = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
  const message = `the JavaScript engine of local Atlas broke (a fault of its own, not of the function): ${reason}`;
  return { error: { name: "LocalAtlasError", message }, httpRequests: 0, leavesRealmClean: false };
}
