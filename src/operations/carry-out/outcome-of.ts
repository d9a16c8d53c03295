import { diagnosisOf, reasonOf } from "../run/failure";
import type { Outcome, Sent } from "../run/outcome";

/** What the error that ended a look or a write means for the cluster; `sent` went out before it. */
export function outcomeOf(error: unknown, projectId: string, clusterName: string, sent: readonly Sent[]): Outcome {
  const diagnosis = diagnosisOf(error);
  switch (diagnosis.meaning) {
    case "done":
      return { result: "accepted", sent };
    case "waits":
      return { result: "waits", sent, code: diagnosis.code, why: diagnosis.why };
    case "deferred":
      return { result: "deferred", sent };
    case "look-again":
    case "failed":
      return { result: "failed", sent, ...reasonOf(diagnosis, projectId, clusterName) };
  }
}
