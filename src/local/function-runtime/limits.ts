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
  /** Local Atlas's own limit of what is kept of any execution's log, in characters: its log is kept in memory. */
  readonly logCharacters: number;
  /**
   * Local Atlas's own limit of work, in rounds of the engine's loops: one for each instruction of a function, for each
   * element that a method looks at. A function that works on is stopped here; a method that does so in one go, at twice
   * as many, and the engine with it. Some twenty seconds; a run over 1,500 clusters took a seventh of it.
   */
  readonly rounds: number;
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
  logCharacters: 4_000_000,
  rounds: 2_000_000_000,
  stackBytes: 256 * 1024,
};
