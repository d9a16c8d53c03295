/** The trigger runs worth showing: those that sent something, or failed. */

import type { TriggerRun } from "../../src/local/triggers/scheduler";
import type { ClusterReport, Report } from "../../src/operations/report/report";
import { describeTarget } from "../../src/schedule/target";

export interface DemoRun {
  readonly at: number;
  readonly trigger: string;
  readonly outcome: "completed" | "failed";
  /** A line for each cluster for which the run had something to send; for a failed run the lines of its error. */
  readonly says: readonly string[];
}

/** null: the run found nothing to do. */
export function notableRun({ trigger, scheduledAtMs, execution }: TriggerRun): DemoRun | null {
  const { outcome, error, result } = execution;
  const at = { at: scheduledAtMs, trigger, outcome };
  if (error !== undefined) return { ...at, says: error.message.split("\n") };
  const sent = (result as Report).clusters.flatMap(describeSent);
  return sent.length === 0 ? null : { ...at, says: sent };
}

/** "Cluster0: resize to M50 accepted"; nothing where there was nothing to send. */
function describeSent({ cluster, decision, desired, outcome }: ClusterReport): string[] {
  if (outcome === null) return [];
  const what = decision.do === "pause" ? "pause" : `${decision.do} to ${describeTarget(desired)}`;
  const code = "code" in outcome ? ` (${outcome.code})` : "";
  return [`${cluster}: ${what} ${outcome.result}${code}`];
}

/** The lines of an error without the first, a summary that names the minute and so differs from run to run. */
export function failuresIn(says: readonly string[]): readonly string[] {
  return says.length > 1 ? says.slice(1) : says;
}
