/** Runs the functions of an app as App Services does. */
import { EJSON } from "bson";
import type { AppFolder } from "../app-folder/model";
import type { Clock, Hold } from "../clock/clock";
import { type CallOutcome, runCall } from "./call";
import { createContextFacts, type ProjectFacts, readAppValue } from "./context-facts";
import type { Execution, RunRequest } from "./execution";
import { createHttpClient } from "./http/client";
import { APP_SERVICES_LIMITS, type RuntimeLimits } from "./limits";
import { createLogBook, type LogBook } from "./logs";
import { createObjectIds } from "./object-ids";
import { plainValue } from "./plain-value";
import { createRealmPool, type RealmPool } from "./realm-pool";

export interface FunctionRuntimeOptions {
  readonly app: AppFolder;
  readonly clock: Clock;
  readonly project: ProjectFacts;
  /** The app's internal id; made up when left out. */
  readonly appId?: string;
  /** Secrets by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Values that win over those of the app, by name. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Default: the environment the app's configuration names. */
  readonly environment?: string;
  /** Whether a request to this URL carries its hold's id; true only for servers of local Atlas. Default: never. */
  readonly holdHeaderFor?: (url: string) => boolean;
  /** A realm is thrown away after so many runs. */
  readonly runsPerRealm?: number;
  /** Realms that runtimes hand on, one after another; whoever made them sets their clock and disposes of them. Default: realms of its own. */
  readonly realms?: RealmPool;
  readonly limits?: Partial<RuntimeLimits>;
  /** Real time after which a request that nobody answers is given up. */
  readonly requestTimeoutMs?: number;
}

/** What may change without a new version of the functions: edits in the console, a new deployment. */
export type RuntimeChange = Partial<Pick<FunctionRuntimeOptions, "app" | "secrets" | "values" | "environment">>;

export interface FunctionRuntime {
  /** Takes a hold of the clock before it returns. Never rejects for what a function does. */
  run(request: RunRequest): Promise<Execution>;
  /** Takes effect for runs that start from now on. */
  change(change: RuntimeChange): void;
  dispose(): Promise<void>;
}

const RUNS_PER_REALM = 200;

export async function createFunctionRuntime(options: FunctionRuntimeOptions): Promise<FunctionRuntime> {
  const { clock } = options;
  const limits = { ...APP_SERVICES_LIMITS, ...options.limits };
  const http = createHttpClient(options.requestTimeoutMs ?? 300_000);
  const ids = createObjectIds(clock);
  const { runsPerRealm = RUNS_PER_REALM } = options;
  const pool = options.realms ?? (await createRealmPool({ clock, limits, runsPerRealm }));
  let current = options;
  pool.takeOver(current.app);

  /** `started` is called once the call holds the clock by itself. */
  async function execute(request: RunRequest, runId: string, logs: LogBook, started: () => void): Promise<CallOutcome> {
    const argumentsEjson = EJSON.stringify(request.args ?? [], { relaxed: false });
    if (Buffer.byteLength(argumentsEjson) > limits.argumentBytes) {
      return refused(`arguments exceed the limit of ${limits.argumentBytes} bytes`);
    }
    const state = current;
    const start = {
      functionName: request.functionName,
      argumentsEjson,
      context: createContextFacts(state, request.functionName),
    };
    return await pool.use((realm) => {
      const outcome = runCall(realm, start, {
        clock,
        http,
        limits,
        logs,
        caller: { runId, isLook: request.isLook === true },
        appValue: (name) => readAppValue(current, name),
        newObjectId: ids.next,
        sendsHold: options.holdHeaderFor ?? (() => false),
      });
      started();
      return outcome;
    });
  }

  async function run(request: RunRequest, hold: Hold): Promise<Execution> {
    const id = ids.next();
    const startedAtMs = clock.now();
    const logs = createLogBook(request.cause, limits);
    const outcome = await execute(request, id, logs, hold.release).finally(hold.release);
    const { resultEjson, error, httpRequests } = outcome;
    return {
      id,
      functionName: request.functionName,
      cause: request.cause,
      startedAtMs,
      endedAtMs: clock.now(),
      ...(error
        ? { outcome: "failed", error }
        : { outcome: "completed", resultEjson: resultEjson ?? "", result: plainValue(resultEjson ?? "") }),
      logs: logs.lines,
      errorLogs: logs.errorLines,
      droppedLogLines: logs.dropped,
      httpRequests,
    };
  }

  return {
    run: (request) => run(request, clock.hold()),
    change(change) {
      current = { ...current, ...change };
      if (change.app) pool.deploy(change.app);
    },
    async dispose() {
      if (options.realms === undefined) pool.dispose();
      http.close();
    },
  };
}

function refused(message: string): CallOutcome {
  return { error: { name: "Error", message }, httpRequests: 0, leavesRealmClean: true };
}
