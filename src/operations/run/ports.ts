import type { SendHttp } from "../../atlas/http";

/** What an operation needs from outside; `runtime` supplies it in a function. */
export interface Ports {
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 (inclusive) to 1. */
  readonly random: () => number;
  readonly sendHttp: SendHttp;
  readonly log: (line: string) => void;
  /** Takes credentials out of a text that leaves by another way than the log, an error or the result. */
  readonly redact: (text: string) => string;
  /** An App Services Value, be it linked to a Secret or not; undefined when there is none. */
  readonly value: (name: string) => unknown;
  /** A value of the environment in force; undefined when there is none. */
  readonly environmentValue: (name: string) => unknown;
  /** The environment in force; "": the app has none. */
  readonly environmentTag: string;
  /** The Atlas project that the app lives in. */
  readonly appProjectId: string;
}
