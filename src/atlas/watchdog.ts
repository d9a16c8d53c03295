import { ConnectionError, type RequestFacts } from "./errors";
import { maxUnanswered, requestLimitMs, watchEveryMs } from "./limits";

export interface WatchdogOptions {
  readonly nowMs: () => number;
  /** Resolves after so many milliseconds; each is a timer, and so an operation of the platform. */
  readonly timer: (ms: number) => Promise<void>;
  /** No answer is waited for past this instant. */
  readonly endMs: number;
}

/**
 * Gives up on requests that are not answered within their limit, or by the end of the run, so that one that never is
 * does not take the others with it. `context.http` has no time limit of its own. A timer for each request would double
 * the operations of a run: one timer at a time serves all requests in flight, so a limit may be exceeded by `watchEveryMs`.
 */
export interface Watchdog {
  /** Rejects with `ConnectionError` when the limit passes. The request itself cannot be called back. */
  within<Answer>(request: RequestFacts, send: () => Promise<Answer>): Promise<Answer>;
}

interface Waiting {
  readonly untilMs: number;
  readonly giveUp: () => void;
}

export function createWatchdog({ nowMs, timer, endMs }: WatchdogOptions): Watchdog {
  const waiting = new Set<Waiting>();
  let unanswered = 0;
  let isWatching = false;

  async function watch(): Promise<void> {
    isWatching = true;
    while (waiting.size > 0) {
      const firstMs = Math.min(...Array.from(waiting, ({ untilMs }) => untilMs));
      await timer(Math.max(firstMs - nowMs(), watchEveryMs));
      for (const one of Array.from(waiting)) if (one.untilMs <= nowMs()) one.giveUp();
    }
    isWatching = false;
  }

  function within<Answer>(request: RequestFacts, send: () => Promise<Answer>): Promise<Answer> {
    if (unanswered >= maxUnanswered) {
      const reason = `${unanswered} earlier requests of this run were never answered, so no more are sent`;
      return Promise.reject(new ConnectionError(request, reason));
    }
    return new Promise<Answer>((resolve, reject) => {
      const startedMs = nowMs();
      const one: Waiting = {
        untilMs: Math.min(startedMs + requestLimitMs, endMs),
        giveUp: () => {
          waiting.delete(one);
          unanswered += 1;
          const seconds = Math.round((nowMs() - startedMs) / 1000);
          reject(new ConnectionError(request, `it was not answered within ${seconds} s`));
        },
      };
      waiting.add(one);
      send().then(
        (answer) => {
          waiting.delete(one);
          resolve(answer);
        },
        (error) => {
          waiting.delete(one);
          reject(error);
        },
      );
      if (!isWatching) void watch();
    });
  }

  return { within };
}
