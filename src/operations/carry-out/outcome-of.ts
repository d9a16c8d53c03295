import { diagnose } from "../../atlas/remedies";
import type { Outcome, Sent } from "../run/outcome";
import { UnreadableCluster } from "../survey/observe";

/** Of the error that ended a look or a write; `sent` went out before it. Errors that are not Atlas's are thrown on. */
export function outcomeOf(error: unknown, sent: readonly Sent[]): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UnreadableCluster) {
    return { result: "failed", sent, code: "unreadable", message, remedy: "update this app" };
  }
  const { meaning, code, remedy } = diagnose(error);
  if (meaning === "done") return { result: "accepted", sent };
  if (meaning === "waits") return { result: "waits", sent, code, remedy };
  return meaning === "deferred" ? { result: meaning, sent } : { result: "failed", sent, code, message, remedy };
}
