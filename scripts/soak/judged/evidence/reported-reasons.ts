/** The reasons that a run of `reconcile` reports for a cluster: in its report, or in its error and its log. */

import type { Report } from "../../../../src/operations/report/report";
import type { RunRecord } from "../../lived/record";

/**
 * "held by-tag", "wait busy", "waits CODE", "failed CODE", "overtaken", "deferred", "not-sent", "skip …", "refuse …",
 * "nothing", "accepted", "project CODE". A failed run leaves no report but a text, as a person would find it in Atlas:
 * what the text says of the cluster counts, or else what its summary counts.
 */
export function reasonsReported(run: RunRecord, cluster: string, project: string): readonly string[] {
  const { execution } = run;
  if (execution.outcome === "completed") return reasonsInReport(execution.result as Report, cluster);
  return reasonsInText(`${execution.error?.message ?? ""}\n${execution.logs.join("\n")}`, cluster, project);
}

function reasonsInReport({ clusters }: Report, cluster: string): readonly string[] {
  const reported = clusters.find((one) => one.cluster === cluster);
  if (reported === undefined) return [];
  const { decision, outcome } = reported;
  if (outcome === null) return [`${decision.do} ${decision.because.reason}`];
  return [reasonOfOutcome(outcome)];
}

function reasonOfOutcome(outcome: NonNullable<Report["clusters"][number]["outcome"]>): string {
  switch (outcome.result) {
    case "waits":
    case "failed":
      return `${outcome.result} ${outcome.code}`;
    default:
      return outcome.result;
  }
}

function reasonsInText(text: string, cluster: string, project: string): readonly string[] {
  const reasons = text.split("\n").flatMap((line) => reasonsInLine(line, cluster, project));
  return reasons.length > 0 ? reasons : reasonsInSummary(text);
}

/** The head of a line: "FAILED CODE: project/cluster: why", "WAITS CODE: cluster: what: why", "FAILED CODE (2): why. Affected: names". */
const statement =
  /^(FAILED|WAITS|ACCEPTED|OVERTAKEN|DEFERRED|NOT SENT|LEFT ALONE|HELD|BELOW ITS DESIRED SIZE)(?: ([\w-]+))?(?: \(\d+\))?: /;

function reasonsInLine(line: string, cluster: string, project: string): readonly string[] {
  const [, head, code = ""] = statement.exec(line) ?? [];
  const isNamed = (name: string) => new RegExp(`(?:: |, )${name}(?:: |, |$)`).test(line);
  if (head === "FAILED") {
    if (isNamed(`project ${project}`) || isNamed("project all")) return [`project ${code}`];
    return isNamed(`${project}/${cluster}`) ? [reasonOfFailure(code, line)] : [];
  }
  if (head === undefined || !(isNamed(cluster) || isNamed(`${project}/${cluster}`))) return [];
  if (head === "HELD" || head.startsWith("BELOW")) return ["held by-tag", "held changed-by-hand"];
  if (head === "LEFT ALONE")
    return [`skip ${line.includes("cannot be scheduled") ? "cannot-be-scheduled" : "paused-by-hand"}`];
  return [`${head.toLowerCase().replace(" ", "-")} ${code}`.trimEnd()];
}

/** What the text of a late cluster says of why. */
const whyLate: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/Atlas says not yet: .* \((\w+)\)/, "waits "],
  [/Atlas is busy with it/, "wait busy"],
  [/no run had time for it/, "deferred"],
  [/somebody paused it/, "skip paused-by-hand"],
];

function reasonOfLate(line: string): string {
  for (const [pattern, reason] of whyLate) {
    const [found, code = ""] = pattern.exec(line) ?? [];
    if (found !== undefined) return `${reason}${code}`;
  }
  return "late";
}

function reasonOfFailure(code: string, line: string): string {
  if (code === "late" || code === "not-taken-over") return reasonOfLate(line);
  if (code === "cannot-be-scheduled" || code === "contested") return `refuse ${code}`;
  if (code === "history-unreadable") return "wait history-unreadable";
  if (code === "mistaken-hold") return "held by-tag";
  if (code === "stuck") return "nothing in-progress";
  return `failed ${code}`;
}

/** "3 clusters for …: 1 waiting, 1 held, 1 unchanged, 1 failure": the summary does not say which cluster it means. */
function reasonsInSummary(text: string): readonly string[] {
  const counted = /clusters? for [^:]*:\d\dZ[^:]*: (.*)/.exec(text)?.[1] ?? "";
  return counted.split(", ").flatMap((part) => {
    const [, what = ""] = /^\d+ (.*)/.exec(part) ?? [];
    if (what === "waiting") return ["wait busy", "wait history-unreadable"];
    if (what === "held") return ["held by-tag", "held changed-by-hand"];
    return what === "skipped" ? ["skip paused-by-hand", "skip cannot-be-scheduled"] : [];
  });
}
