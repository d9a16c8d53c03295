/**
 * One call of a function from its start to its end, on the emulator's clock: holds it while code runs or a request is
 * on its way, and lets it pass while the function only waits.
 */

import type { Caller, Clock, Hold, Timer } from "../clock/clock";
import { SECOND_MS } from "../clock/units";
import { type ExecutionError, MEMORY_ERROR_NAME, TIMEOUT_ERROR_NAME } from "./execution";
import type { ErrorFacts } from "./guest/host";
import type { FunctionHttpClient } from "./http/client";
import type { HttpResponse } from "./http/exchange";
import { HOLD_HEADER, readHttpRequest } from "./http/request";
import type { RuntimeLimits } from "./limits";
import type { LogBook } from "./logs";
import { plainValue } from "./plain-value";
import type { CallStart, Realm, RealmClient } from "./realm";

export interface CallOutcome {
  readonly resultEjson?: string;
  readonly error?: ExecutionError;
  readonly httpRequests: number;
  /** Nothing of this call is left in its realm, so that another call may use it. */
  readonly leavesRealmClean: boolean;
}

export interface CallOptions {
  readonly clock: Clock;
  readonly http: FunctionHttpClient;
  readonly limits: RuntimeLimits;
  readonly logs: LogBook;
  /** What its requests to local Atlas are told apart by. */
  readonly caller: Caller;
  appValue(name: string): string | undefined;
  newObjectId(): string;
  /** Whether a request to this URL tells the server which hold it is made under. */
  sendsHold(url: string): boolean;
}

/** Continuations in one go, before other work of the process has its turn. */
const JOBS_PER_TURN = 5_000;

export function runCall(realm: Realm, start: CallStart, options: CallOptions): Promise<CallOutcome> {
  return new Promise((resolve, reject) => {
    new FunctionCall(realm, options, resolve, reject).start(start);
  });
}

class FunctionCall implements RealmClient {
  readonly #realm: Realm;
  readonly #options: CallOptions;
  readonly #resolve: (outcome: CallOutcome) => void;
  readonly #reject: (fault: unknown) => void;
  readonly #timers = new Map<number, Timer>();
  readonly #requests = new Map<number, AbortController>();
  readonly #deadline: Timer;
  #hold: Hold | undefined;
  readonly #room: { left: number };
  #operations = 0;
  #httpRequests = 0;
  #result: string | undefined;
  #error: ExecutionError | undefined;
  #isOver = false;
  #isSpent = false;

  constructor(
    realm: Realm,
    options: CallOptions,
    resolve: (outcome: CallOutcome) => void,
    reject: (fault: unknown) => void,
  ) {
    this.#realm = realm;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    const { clock, limits } = options;
    this.#room = { left: limits.memoryBytes };
    this.#deadline = clock.setTimer(clock.now() + limits.callMs, () => this.#timeOut());
  }

  start(start: CallStart): void {
    this.#enter(() => this.#realm.start(this, start));
  }

  log(level: string, text: string): void {
    this.#options.logs.write(level, text);
  }

  appValue(name: string): string | undefined {
    return this.#options.appValue(name);
  }

  newObjectId(): string {
    return this.#options.newObjectId();
  }

  refuseOperation(): string | undefined {
    this.#operations += 1;
    const limit = this.#options.limits.asyncOperations;
    return this.#operations > limit ? `exceeded the limit of ${limit} asynchronous operations per call` : undefined;
  }

  startTimer(operation: number, delayMs: number): void {
    const { clock } = this.#options;
    const fire = () => {
      this.#timers.delete(operation);
      this.#enter(() => this.#realm.fire(operation));
    };
    this.#timers.set(operation, clock.setTimer(clock.now() + delayMs, fire));
  }

  cancelTimer(operation: number): void {
    this.#timers.get(operation)?.cancel();
    this.#timers.delete(operation);
  }

  refuseRequest(
    operation: number,
    method: string,
    args: Record<string, unknown>,
    body: string | Buffer | undefined,
  ): string | undefined {
    const { limits } = this.#options;
    if (this.#requests.size >= limits.sockets) return `exceeded the limit of ${limits.sockets} open sockets`;
    try {
      const request = readHttpRequest(method, args, body);
      this.#httpRequests += 1;
      void this.#send(operation, request);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  completed(resultEjson: string): void {
    this.#result ??= resultEjson;
  }

  failed(error: ErrorFacts): void {
    if (this.#result === undefined) this.#error ??= describe(error);
  }

  /** The request's own hold lasts until the function has seen the answer. */
  async #send(operation: number, request: ReturnType<typeof readHttpRequest>): Promise<void> {
    const hold = this.#options.clock.hold(this.#options.caller);
    const abort = new AbortController();
    this.#requests.set(operation, abort);
    const ownHeaders = (url: URL) => (this.#options.sendsHold(url.href) ? { [HOLD_HEADER]: hold.id } : {});
    let answer: HttpResponse | string;
    try {
      answer = await this.#options.http.send(request, { signal: abort.signal, room: this.#room, ownHeaders });
    } catch (error) {
      answer = error instanceof Error ? error.message : String(error);
    }
    this.#requests.delete(operation);
    this.#enter(() => {
      if (typeof answer === "string") return this.#realm.reject(operation, answer);
      const { body, ...response } = answer;
      this.#room.left += body.length;
      this.#realm.respond(operation, response, body);
    });
    hold.release();
  }

  /** Runs code of the function, then all that became ready by it. */
  #enter(run: () => void): void {
    if (this.#isOver) return;
    this.#hold ??= this.#options.clock.hold();
    try {
      run();
      this.#continue();
    } catch (fault) {
      this.#abandon(fault);
    }
  }

  #continue(): void {
    if (!this.#isSettled()) this.#realm.runJobs(JOBS_PER_TURN);
    if (this.#realm.isSpent()) this.#isSpent = true;
    if (this.#isSettled()) {
      this.#end();
    } else if (this.#realm.hasJobs()) {
      setImmediate(() => this.#enter(() => {}));
    } else {
      this.#hold?.release();
      this.#hold = undefined;
    }
  }

  #isSettled(): boolean {
    return this.#isSpent || this.#result !== undefined || this.#error !== undefined;
  }

  #timeOut(): void {
    this.#isSpent = true;
    this.#end();
  }

  #end(): void {
    if (this.#isOver) return;
    // A timer that is left is cancelled, and with it goes all that it would have done. An engine that broke is asked nothing.
    const isBusy = this.#isSpent || this.#requests.size > 0 || this.#realm.hasJobs();
    this.#stop();
    const error = this.#isSpent ? timeoutError(this.#options.limits) : this.#error;
    this.#resolve({
      ...(error ? { error } : { resultEjson: this.#result ?? "" }),
      httpRequests: this.#httpRequests,
      leavesRealmClean: !isBusy && error?.name !== MEMORY_ERROR_NAME,
    });
  }

  /** A method that was stopped in the middle, or a fault of the engine. */
  #abandon(fault: unknown): void {
    if (this.#realm.isSpent()) {
      this.#timeOut();
      return;
    }
    this.#stop();
    this.#reject(fault);
  }

  #stop(): void {
    this.#isOver = true;
    this.#deadline.cancel();
    for (const timer of this.#timers.values()) timer.cancel();
    for (const request of this.#requests.values()) request.abort();
    this.#hold?.release();
  }
}

function timeoutError(limits: RuntimeLimits): ExecutionError {
  return { name: TIMEOUT_ERROR_NAME, message: `execution time limit exceeded: ${limits.callMs / SECOND_MS}s` };
}

function describe({ carriedEjson, ...error }: ErrorFacts): ExecutionError {
  const isMemory = error.name === "InternalError" && error.message === "out of memory";
  if (isMemory) return { name: MEMORY_ERROR_NAME, message: "memory limit exceeded" };
  return carriedEjson === undefined ? error : { ...error, carried: plainValue(carriedEjson) };
}
