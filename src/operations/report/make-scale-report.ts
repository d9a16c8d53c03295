import { describeObserved } from "../../cluster/decision/explain";
import { formatInstant } from "../../cluster/instant";
import { describeTarget } from "../../schedule/target";
import type { Failure, FailureReason } from "../run/failure";
import { afterSent } from "../run/outcome";
import type { Run } from "../run/run";
import { describeFailures } from "./describe-failures";
import { groupFailures, tryAgain } from "./group-failures";
import type { ScaledCluster, ScaleReport } from "./scale-report";
import { type Counted, outcomeInWords, sameForAll, summarize } from "./summarize";

/** What `scaleUp` or `scaleDown` says: the report, and the lines that tell of its failures and its clusters. */
export function makeScaleReport(
  run: Run,
  clusters: readonly ScaledCluster[],
  failuresBefore: readonly Failure[],
): { report: ScaleReport; urgent: readonly string[]; others: readonly string[] } {
  const failures = [...failuresBefore];
  for (const { project, cluster, outcome } of clusters) {
    const reason = failureReasonOf(outcome);
    if (reason !== null) failures.push({ project, cluster, ...reason });
  }
  const report: ScaleReport = {
    at: formatInstant(run.atMs),
    dryRun: run.dryRun,
    summary: summarize(
      run,
      clusters.map(({ outcome }) => fateOf(outcome)),
      failures.length,
    ),
    clusters,
    failures: groupFailures(failures, tryAgain.byHand),
  };
  return { report, urgent: describeFailures(report.failures), others: clusters.map(describeScaled) };
}

/** A person waits for the answer, so whatever was not accepted is a failure. */
function failureReasonOf(outcome: ScaledCluster["outcome"]): FailureReason | null {
  switch (outcome.result) {
    case "accepted":
    case "already-so":
    case "not-sent":
      return null;
    case "failed":
      return { ...outcome, message: afterSent(outcome.message, outcome.sent) };
    case "waits": {
      const message = afterSent(`Atlas says not yet: ${outcome.why}`, outcome.sent);
      return { code: outcome.code, message, remedy: "", passes: true };
    }
    case "deferred":
    case "overtaken": {
      const message = afterSent("this call had no time or operations left for it", outcome.sent);
      return { code: outcome.result, message, remedy: "", passes: true };
    }
  }
}

function fateOf({ result }: ScaledCluster["outcome"]): Counted {
  return sameForAll(result === "already-so" ? "unchanged" : outcomeInWords[result]);
}

function describeScaled({ cluster, before, target, heldUntil, outcome }: ScaledCluster): string {
  const change =
    outcome.result === "already-so"
      ? `unchanged at ${describeObserved(before)}`
      : `${describeObserved(before)} to ${describeTarget(target)}`;
  const hold = heldUntil === null ? "" : `, held until ${heldUntil}`;
  return `${heads[outcome.result]}: ${cluster}: ${change}${hold}`;
}

const heads: Readonly<Record<ScaledCluster["outcome"]["result"], string>> = {
  accepted: "ACCEPTED",
  "already-so": "UNCHANGED",
  "not-sent": "NOT SENT",
  failed: "FAILED",
  waits: "WAITS",
  deferred: "DEFERRED",
  overtaken: "OVERTAKEN",
};
