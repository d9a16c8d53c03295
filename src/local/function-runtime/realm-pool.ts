/**
 * The realms of the deployed functions: one for each run that goes on at the same time, used again by later runs, and
 * renewed after some runs, after a run that left something behind, and with each deployment. Each has an engine of its
 * own, so that what breaks one run's engine breaks no other run.
 */
import type { AppFolder } from "../app-folder/model";
import type { Clock } from "../clock/clock";
import type { CallOutcome } from "./call";
import { createEngine, type Engine } from "./engine";
import { MEMORY_ERROR_NAME } from "./execution";
import { loadGuestSource } from "./guest-source";
import type { RuntimeLimits } from "./limits";
import { createRealm, type Realm } from "./realm";
import { refuseSource } from "./source-check";

interface Deployment {
  readonly sources: ReadonlyMap<string, string>;
}

interface PooledRealm {
  readonly realm: Realm;
  readonly engine: Engine;
  readonly deployment: Deployment;
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

/** Engines without a realm that wait for the next one; each keeps the memory that it once took. */
const SPARE_ENGINES = 2;

export async function createRealmPool(options: RealmPoolOptions): Promise<RealmPool> {
  const guestSource = loadGuestSource();
  const newEngine = () => createEngine(() => options.clock.now());
  const spares: Engine[] = [await newEngine()];
  let idle: PooledRealm[] = [];
  let deployment: Deployment = { sources: new Map() };
  let isDisposed = false;
  let runsInProgress = 0;

  function newRealm(engine: Engine, asDeployed: Deployment): PooledRealm {
    const { sources } = asDeployed;
    const realm = createRealm({ engine, guestSource, limits: options.limits, sources });
    return { realm, engine, deployment: asDeployed, runs: 0 };
  }

  function giveBack(pooled: PooledRealm, { leavesRealmClean, error }: CallOutcome): void {
    pooled.runs += 1;
    const isCurrent = pooled.deployment === deployment && !isDisposed;
    if (leavesRealmClean && isCurrent && pooled.runs < options.runsPerRealm) idle.push(pooled);
    // What ran out of work or memory in the middle does not come apart: its engine is left behind with it.
    else if (!pooled.realm.isSpent() && error?.name !== MEMORY_ERROR_NAME) discard(pooled);
  }

  function discard({ realm, engine }: PooledRealm): void {
    try {
      realm.dispose();
      if (!isDisposed && spares.length < SPARE_ENGINES) spares.push(engine);
    } catch {
      // The engine did not let go of it, and is not used again.
    }
  }

  function discardIdle(): void {
    for (const pooled of idle) discard(pooled);
    idle = [];
  }

  function deploy(sources: ReadonlyMap<string, string>): void {
    deployment = { sources };
    discardIdle();
  }

  return {
    deploy: (app) => deploy(readableSources(app)),
    takeOver(app) {
      const checked = readableSources(app);
      if (!isSame(deployment.sources, checked)) deploy(checked);
    },
    isInUse: () => runsInProgress > 0,
    async use(call) {
      runsInProgress += 1;
      const asDeployed = deployment;
      try {
        const pooled = idle.pop() ?? newRealm(spares.pop() ?? (await newEngine()), asDeployed);
        const outcome = await call(pooled.realm);
        giveBack(pooled, outcome);
        return outcome;
      } catch (fault) {
        return engineFault(fault);
      } finally {
        runsInProgress -= 1;
      }
    },
    dispose() {
      isDisposed = true;
      discardIdle();
      spares.length = 0;
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
