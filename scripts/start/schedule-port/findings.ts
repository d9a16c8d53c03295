/** What a report says of each cluster, as badges. Reports come from a function of the app, so nothing of them is taken for granted. */

import { explainBecause } from "../../../src/cluster/decision/explain";
import type { Badge } from "../../../src/local/console/protocol";
import type { RunFindings, RunSaid } from "../../../src/local/console/schedule-port";
import type { ClusterReport, Report } from "../../../src/operations/report/report";

/** A failure of a whole project is on "project <id>", any other on "<project id>/<name>". */
const OF_PROJECT = "project ";

/** null: it is no report. */
export function findingsOf(result: unknown): RunFindings | null {
  try {
    const report = result as Report;
    const at = Date.parse(report.at);
    const badges = new Map(report.clusters.map((one) => [`${one.project}/${one.cluster}`, badgesOf(one, at)]));
    for (const { code, message, remedy, on } of report.failures) {
      const badge = failureBadge(code, `${message}${remedy === "" ? "" : `. ${remedy}`}.`, at);
      for (const key of on) addUnlessKnown(badges, key, badge);
    }
    const failed = report.failures.flatMap(({ on }) => on);
    const projects = failed.filter((one) => one.startsWith(OF_PROJECT)).map((one) => one.slice(OF_PROJECT.length));
    return Number.isNaN(at) ? null : { badges, failed: new Set(failed), failedProjects: new Set(projects) };
  } catch {
    return null;
  }
}

/** Why a cluster was changed, as the report or the log of the run says it; null: neither does. */
export function reasonIn({ result, logs }: RunSaid, clusterKey: string): string | null {
  const name = clusterKey.slice(clusterKey.indexOf("/") + 1);
  try {
    const { clusters } = JSON.parse(result ?? "null") as Report;
    const found = clusters.find(({ project, cluster }) => `${project}/${cluster}` === clusterKey);
    if (found !== undefined) return `${found.says}.`;
  } catch {
    // A run that failed returned nothing.
  }
  const isAbout = (line: string) => /^[A-Z]{4}/.test(line) && line.split(/[^A-Za-z0-9_-]+/).includes(name);
  return logs.find(isAbout) ?? null;
}

function badgesOf(report: ClusterReport, at: number): Badge[] {
  const badge = decisionBadge(report, at) ?? outcomeBadge(report, at);
  const isWhole = report.decision.do === "refuse" || report.decision.do === "skip";
  if (isWhole || report.refusals.length === 0 || report.mode === "off") return badge === null ? [] : [badge];
  const { why, remedy } = explainBecause({ reason: "cannot-be-scheduled", refusals: report.refusals });
  const says = `Some targets of its schedule are skipped: ${why}${remedy === "" ? "" : `. ${remedy}`}.`;
  return [...(badge === null ? [] : [badge]), { kind: "skipped", says, at }];
}

function decisionBadge({ decision, says }: ClusterReport, at: number): Badge | null {
  const of = (kind: Badge["kind"]): Badge => ({ kind, says: `${says}.`, at });
  switch (decision.do) {
    case "refuse":
      return of(decision.because.reason === "contested" ? "contested" : "refused");
    case "skip":
      return of("skipped");
    case "held":
      return of(decision.because.reason === "by-tag" ? "held" : "drift");
    case "wait":
      return of(decision.because.reason === "busy" ? "busy" : "failed");
    case "nothing":
    case "read-history":
    case "pause":
    case "resume":
    case "resize":
      return null;
  }
}

function outcomeBadge({ outcome, explanation, cluster, says }: ClusterReport, at: number): Badge | null {
  switch (outcome?.result) {
    case "waits":
      return { kind: "busy", says: `${cluster}: ${explanation.what}: Atlas says not yet: ${outcome.why}.`, at };
    case "failed":
      return { kind: "failed", says: `${cluster}: ${explanation.what}: ${outcome.message}.`, at };
    case "deferred":
      return { kind: "deferred", says: `${says}. The run had no time left for it; the next run does it.`, at };
    default:
      return null;
  }
}

function failureBadge(code: string, says: string, at: number): Badge {
  return { kind: code === "late" || code === "stuck" ? "late" : "failed", says, at };
}

/** The decision says it already where it is a refusal, and so does what Atlas answered. */
function addUnlessKnown(badges: Map<string, Badge[]>, key: string, badge: Badge): void {
  const known = badges.get(key) ?? [];
  const isTold = known.some(({ kind }) => kind === badge.kind || kind === "refused" || kind === "contested");
  if (!isTold && !key.startsWith(OF_PROJECT)) badges.set(key, [...known, badge]);
}
