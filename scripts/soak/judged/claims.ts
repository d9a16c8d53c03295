/** What a run of `reconcile` says about a cluster that is not at its target: its report, or its error and its log. */

import type { Report } from "../../../src/operations/report/report";
import type { RunRecord } from "../lived/record";

/**
 * "held by-tag", "wait busy", "waits CODE", "failed CODE", "overtaken", "deferred", "not-sent", "skip …", "refuse …",
 * "nothing", "accepted", "project CODE". A failed run leaves no report: what its text says of the cluster, or at least
 * counts.
 */
export function claimsAbout(run: RunRecord, cluster: string, project: string): readonly string[] {
  const { execution } = run;
  if (execution.outcome === "completed") return claimsOfReport(execution.result as Report, cluster);
  return claimsOfText(`${execution.error?.message ?? ""}\n${execution.logs.join("\n")}`, cluster, project);
}

function claimsOfReport({ clusters }: Report, cluster: string): readonly string[] {
  const told = clusters.find((one) => one.cluster === cluster);
  if (told === undefined) return [];
  const { decision, outcome } = told;
  if (outcome === null) return [`${decision.do} ${decision.because.reason}`];
  return [claimOfOutcome(outcome)];
}

function claimOfOutcome(outcome: NonNullable<Report["clusters"][number]["outcome"]>): string {
  switch (outcome.result) {
    case "waits":
    case "failed":
      return `${outcome.result} ${outcome.code}`;
    default:
      return outcome.result;
  }
}

function claimsOfText(text: string, cluster: string, project: string): readonly string[] {
  const claims = text.split("\n").flatMap((line) => claimsOfLine(line, cluster, project));
  return claims.length > 0 ? claims : claimsOfSummary(text);
}

/** "FAILED CODE: project/cluster: why", "WAITS CODE: what: cluster: why", "FAILED CODE (2): why: names". */
const told = /^(FAILED|WAITS|ACCEPTED|OVERTAKEN|DEFERRED|NOT-SENT|BELOW ITS DESIRED SIZE)(?: ([\w-]+))?(?: \(\d+\))?: /;

function claimsOfLine(line: string, cluster: string, project: string): readonly string[] {
  const [, head, code = ""] = told.exec(line) ?? [];
  const isNamed = (name: string) => new RegExp(`(?:: |, )${name}(?:: |, |$)`).test(line);
  if (head === "FAILED") {
    if (isNamed(`project ${project}`)) return [`project ${code}`];
    return isNamed(`${project}/${cluster}`) ? [claimOfFailure(code, line)] : [];
  }
  if (line.startsWith(`${project}: `)) return line.includes(`: ${cluster}: `) ? claimsOfWarning(line) : [];
  if (head === undefined || !isNamed(cluster)) return [];
  if (head.startsWith("BELOW")) return ["held by-tag", "held changed-by-hand"];
  return [`${head.toLowerCase()} ${code}`.trimEnd()];
}

function claimsOfWarning(line: string): readonly string[] {
  if (line.includes("held, ")) return ["held by-tag", "held changed-by-hand"];
  if (line.includes("skipped, ")) return ["skip paused-by-hand"];
  return line.includes("cannot be scheduled") ? ["skip cannot-be-scheduled"] : [];
}

function claimOfFailure(code: string, line: string): string {
  if (code === "late") return /boundary \(([^)]*)\)/.exec(line)?.[1]?.replace(": ", " ") ?? "late";
  if (code === "cannot-be-scheduled" || code === "contested") return `refuse ${code}`;
  if (code === "history-unreadable") return "wait history-unreadable";
  return `failed ${code}`;
}

/** "3 clusters for …: 1 wait, 1 held, 1 nothing, 1 failure": which of them is meant is not said. */
function claimsOfSummary(text: string): readonly string[] {
  const counted = /clusters? for [^:]*:\d\dZ[^:]*: (.*)/.exec(text)?.[1] ?? "";
  return counted.split(", ").flatMap((part) => {
    const [, what = ""] = /^\d+ (.*)/.exec(part) ?? [];
    if (what === "wait") return ["wait busy", "wait history-unreadable"];
    if (what === "held") return ["held by-tag", "held changed-by-hand"];
    return what === "skip" ? ["skip paused-by-hand", "skip cannot-be-scheduled"] : [];
  });
}
