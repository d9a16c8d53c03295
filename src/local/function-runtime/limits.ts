/**
 * What App Services allows one call of a function.
 * Source, unless a line says otherwise: Atlas docs, "Atlas Functions", section "Constraints".
 */
export interface RuntimeLimits {
  /** Emulated time: latency of requests, `setTimeout`. */
  readonly callMs: number;
  readonly memoryBytes: number;
  /** Requests, timers and calls of other functions, together. */
  readonly asyncOperations: number;
  readonly sockets: number;
  readonly argumentBytes: number;
  /** Atlas docs, "Atlas App Services logs": kept of one trigger execution, and of each of its lines. */
  readonly triggerLogLines: number;
  readonly triggerLogLineBytes: number;
  /**
   * Local Atlas's own limit of work in one go: the engine asks about every 10,000 jumps and calls whether to go on, and
   * 50,000 times is some ten seconds.
   */
  readonly interrupts: number;
  /** Local Atlas's own limit of continuations after an `await`: some ten seconds of work. */
  readonly jobs: number;
  /** The engine's stack, a number of local Atlas's own: a larger one overflows the host's before the guest's. */
  readonly stackBytes: number;
}

export const APP_SERVICES_LIMITS: RuntimeLimits = {
  callMs: 300_000,
  memoryBytes: 350 * 1024 * 1024,
  asyncOperations: 1_000,
  sockets: 25,
  argumentBytes: 18 * 1024 * 1024,
  triggerLogLines: 25,
  triggerLogLineBytes: 512,
  interrupts: 50_000,
  jobs: 5_000_000,
  stackBytes: 256 * 1024,
};
