import type { Decision } from "../../cluster/decision/decision";
import type { FailureReason } from "./failure";

/** A request that Atlas accepted for a cluster. `hold` is one with the tag `scheduler-hold` alone. */
export type Sent = "pause" | "resume" | "resize" | "hold";

/** What became of a decision to write. */
export type Outcome =
  | { readonly result: "accepted"; readonly sent: readonly Sent[] }
  /** Atlas says not yet, and why; the next run asks again. */
  | { readonly result: "waits"; readonly sent: readonly Sent[]; readonly code: string; readonly why: string }
  | ({ readonly result: "failed"; readonly sent: readonly Sent[] } & FailureReason)
  /** This run had no time or operations left; the next run does it. */
  | { readonly result: "deferred"; readonly sent: readonly Sent[] }
  /** The fresh look before the write decided otherwise: the cluster, or the time, had moved on. */
  | { readonly result: "overtaken"; readonly sent: readonly Sent[]; readonly decision: Decision }
  /** Nothing was to be sent: it is a dry run, or the schedule has the mode `report`. */
  | { readonly result: "not-sent"; readonly why: "dry-run" | "mode-report" };

/** A message about a change of which a part was done before. */
export function afterSent(message: string, sent: readonly Sent[]): string {
  return sent.length === 0 ? message : `${message} (done before: ${sent.join(", ")})`;
}
