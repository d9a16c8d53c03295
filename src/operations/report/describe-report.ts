import { describeChanges } from "./describe-changes";
import { describeFailures } from "./describe-failures";
import { describeClusterNotices, type Notice } from "./notices";
import type { Report } from "./report";

/** The lines of a report beneath its summary, the most urgent first. */
export interface ReportLines {
  /** Failures, and the clusters that are held although they are smaller than they should be. */
  readonly urgent: readonly string[];
  /** What was to be sent, what was left alone, and what else somebody should know. */
  readonly others: readonly string[];
}

export function describeReport(report: Report, notices: readonly Notice[]): ReportLines {
  const ofSchedule: string[] = [];
  for (const notice of notices) if (notice.about === "schedule") ofSchedule.push(notice.text);
  return {
    urgent: [...describeFailures(report.failures), ...describeClusterNotices(notices, ["below-desired"])],
    others: [
      ...describeClusterNotices(notices, ["held", "skipped"]),
      ...describeChanges(report.clusters),
      ...ofSchedule,
      ...describeClusterNotices(notices, ["warning"]),
    ],
  };
}
