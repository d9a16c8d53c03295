/** One run of one function, as it is asked for and as it ended. */

export type RunCause = "trigger" | "console";

export interface RunRequest {
  readonly functionName: string;
  readonly args?: readonly unknown[];
  /** If a trigger started the run, only its first log lines are kept, and only the beginning of each. */
  readonly cause: RunCause;
  /** Somebody only looks: what it asks local Atlas for takes no time and meets no fault. */
  readonly isLook?: boolean;
}

export interface Execution {
  readonly id: string;
  readonly functionName: string;
  readonly cause: RunCause;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly outcome: "completed" | "failed";
  /** The returned value as plain data: dates as Date, other BSON values as `bson` gives them. */
  readonly result?: unknown;
  /** The same as canonical Extended JSON. */
  readonly resultEjson?: string;
  readonly error?: ExecutionError;
  readonly logs: readonly string[];
  /** Those of `logs` that were written by console.warn and console.error. */
  readonly errorLogs: readonly string[];
  readonly droppedLogLines: number;
  readonly httpRequests: number;
}

export interface ExecutionError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /**
   * What the error carries besides, as plain data: the report of a run, say. App Services shows it nowhere; the console
   * learns from it.
   */
  readonly carried?: unknown;
}

/** The name of the error when a limit of the platform ended the call, whatever the function would have caught. */
export const TIMEOUT_ERROR_NAME = "ExecutionTimeLimitExceeded";
export const MEMORY_ERROR_NAME = "MemoryLimitExceeded";
