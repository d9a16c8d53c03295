import { explainBecause } from "../../cluster/decision/explain";
import { tryAgain } from "./group-failures";
import type { ClusterReport } from "./report";
import { describeAlike, type NamedStatement, type Statement } from "./sentences";

/** Says what was to be sent and what became of it, in one line for all clusters of which the same is to be said. */
export function describeChanges(clusters: readonly ClusterReport[]): string[] {
  const statements: NamedStatement[] = [];
  for (const one of clusters) {
    const statement = statementOf(one);
    if (statement !== null) statements.push({ ...statement, name: one.cluster });
  }
  return describeAlike(statements);
}

/** null: nothing was to be sent. */
function statementOf({ outcome, explanation: { what, why } }: ClusterReport): Statement | null {
  if (outcome === null) return null;
  switch (outcome.result) {
    case "accepted":
      return { head: "ACCEPTED", what, why, remedy: "" };
    case "waits":
      return {
        head: `WAITS ${outcome.code}`,
        what,
        why: `Atlas says not yet: ${outcome.why}`,
        remedy: tryAgain.nextRun,
      };
    case "failed":
      return { head: "NOT DONE", what, why: `it failed, see ${outcome.code} above`, remedy: "" };
    case "deferred":
      return { head: "DEFERRED", what, why: "this run has no time left for it", remedy: "The next run does it" };
    case "overtaken": {
      const found = explainBecause(outcome.decision.because).why;
      return { head: "OVERTAKEN", what, why: `not sent, because a last look found otherwise: ${found}`, remedy: "" };
    }
    case "not-sent": {
      const reason = outcome.why === "dry-run" ? "this is a dry run" : 'its schedule has "mode": "report"';
      return { head: "NOT SENT", what, why: `${why}, but ${reason}`, remedy: "" };
    }
  }
}
