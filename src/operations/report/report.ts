import type { Decision } from "../../cluster/decision/decision";
import type { Explanation } from "../../cluster/decision/explain";
import type { Observed } from "../../cluster/observed";
import type { Refusal } from "../../cluster/targets/check-targets";
import type { Mode, Target } from "../../schedule/model";
import type { Outcome } from "../run/outcome";
import type { Shadowed } from "../survey/match";
import type { FailureGroup } from "./group-failures";

/**
 * What a run found and did. Programs may rely on it: keys are added, not changed. Instants are ISO 8601 in UTC and
 * whole minutes ("2026-12-01T12:00Z").
 */
export interface Report {
  /** The instant that the run decided for. */
  readonly at: string;
  readonly dryRun: boolean;
  readonly schedule: ScheduleReport;
  /** The whole run in one line. */
  readonly summary: string;
  readonly clusters: readonly ClusterReport[];
  readonly failures: readonly FailureGroup[];
  /**
   * What is no failure but worth knowing: clusters held below their desired size or left alone, mistakes seldom meant,
   * …
   */
  readonly warnings: readonly string[];
  readonly shadowed: readonly Shadowed[];
}

export interface ScheduleReport {
  /** Which `schedule` is in force: the App Services Value, or the environment's. */
  readonly from: "value" | "environment";
  /** False: it was edited since the build, so a boundary may be one heartbeat late until the next deploy. */
  readonly isTheOneBuilt: boolean;
  readonly zoneData: { readonly version: string; readonly until: string };
}

export interface ClusterReport {
  readonly project: string;
  readonly cluster: string;
  readonly schedule: string;
  /** The mode of the schedule: nothing is sent unless it is `on`. */
  readonly mode: Mode;
  /** The window that is open; null: the baseline holds. */
  readonly window: string | null;
  readonly desired: Target;
  /** The boundary since which `desired` holds. */
  readonly since: string | null;
  readonly observed: Observed & { readonly state: string };
  /** Why it can never be what some target of its schedule asks. Such targets are skipped, or the cluster is refused. */
  readonly refusals: readonly Refusal[];
  readonly decision: Decision;
  /** The decision in words, in parts and as a sentence. */
  readonly explanation: Explanation;
  readonly says: string;
  /** null: nothing was to be sent. */
  readonly outcome: Outcome | null;
}

/**
 * A run that could not do all of its work rejects with this. The message is the summary and the failures, grouped by
 * reason.
 */
export class RunFailed extends Error {
  readonly report: { readonly summary: string };

  constructor(report: { readonly summary: string }, lines: readonly string[]) {
    super([report.summary, ...lines].join("\n"));
    this.name = "RunFailed";
    this.report = report;
  }
}
