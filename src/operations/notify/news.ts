/** What a run tells people: what is new since the run before it, and so nothing twice. Pure. */

import { lateAfterMs } from "../../cluster/limits";
import { MS_PER_DAY, MS_PER_MINUTE } from "../../schedule/time-units";
import type { FailureGroup } from "../report/group-failures";
import type { ClusterReport, Report } from "../report/report";
import { describeMany, listNames, sentences } from "../report/sentences";

export interface News {
  /** The whole run in one line. */
  readonly title: string;
  /** "error": something failed. "warning": somebody should look. "info": all went as scheduled. */
  readonly severity: "error" | "warning" | "info";
  readonly items: readonly NewsItem[];
}

export interface NewsItem {
  readonly kind: "failed" | "late" | "held" | "asked" | "reached" | "recovered";
  /** A sentence that names the clusters. */
  readonly text: string;
}

/** A change of a cluster that Atlas completed, found in the events of its project. */
export interface Completed {
  readonly project: string;
  readonly cluster: string;
  readonly atMs: number;
}

export interface Span {
  /** Exclusive: the run before saw it. */
  readonly afterMs: number;
  readonly atMs: number;
}

/** Atlas may show an event a little later than it happened, so events are told a run later when they are this young. */
export const eventDelayMs = 2 * MS_PER_MINUTE;

/** null: there is nothing new. */
export function newsOf(report: Report, completed: readonly Completed[], span: Span): News | null {
  const items = [
    ...failedItems(report, span),
    ...heldItems(report.clusters, span),
    ...askedItems(report.clusters),
    ...reachedItems(report.clusters, completed),
  ];
  if (items.length === 0) return null;
  return { title: report.summary, severity: severityOf(items), items };
}

function severityOf(items: readonly NewsItem[]): News["severity"] {
  if (items.some(({ kind }) => kind === "failed" || kind === "late")) return "error";
  return items.some(({ kind }) => kind === "held") ? "warning" : "info";
}

function isWithin(ms: number | null, { afterMs, atMs }: Span): boolean {
  return ms !== null && ms > afterMs && ms <= atMs;
}

/** Told by the first run after a boundary, by the first that finds a cluster late, and by the first of each UTC day. */
function failedItems({ failures: groups, clusters }: Report, span: Span): NewsItem[] {
  const sinceMsBy = new Map<string, number | null>(
    clusters.map((one) => [`${one.project}/${one.cluster}`, msOf(one.since)] as const),
  );
  const isNewDay = Math.floor(span.afterMs / MS_PER_DAY) !== Math.floor(span.atMs / MS_PER_DAY);
  const isBoundary = Array.from(sinceMsBy.values()).some((sinceMs) => isWithin(sinceMs, span));
  const becomesLate = (sinceMs: number | null) => sinceMs !== null && isWithin(sinceMs + lateAfterMs, span);
  const items: NewsItem[] = [];
  for (const group of groups) {
    const on = group.on.filter((name) => {
      const sinceMs = sinceMsBy.get(name);
      if (isNewDay) return true;
      return sinceMs === undefined ? isBoundary : isWithin(sinceMs, span) || becomesLate(sinceMs);
    });
    const isLateNow = group.code === "late" || on.some((name) => becomesLate(sinceMsBy.get(name) ?? null));
    if (on.length > 0) items.push({ kind: isLateNow ? "late" : "failed", text: failureInWords({ ...group, on }) });
  }
  return items;
}

function failureInWords({ code, message, remedy, on }: FailureGroup): string {
  return describeMany({ head: code, what: "", why: message, remedy }, on);
}

/** Told once: by the run that first sees the change. */
function heldItems(clusters: readonly ClusterReport[], span: Span): NewsItem[] {
  const items: NewsItem[] = [];
  for (const { decision, says } of clusters) {
    if (decision.do !== "held" || decision.because.reason !== "changed-by-hand") continue;
    if (isWithin(decision.because.change.atMs + eventDelayMs, span)) items.push({ kind: "held", text: says });
  }
  return items;
}

function askedItems(clusters: readonly ClusterReport[]): NewsItem[] {
  const names = new Map<string, string[]>();
  for (const { outcome, explanation, cluster } of clusters) {
    if (outcome === null || outcome.result !== "accepted" || outcome.sent.length === 0) continue;
    const what = sentences(`${explanation.what}: ${explanation.why}`);
    names.set(what, [...(names.get(what) ?? []), cluster]);
  }
  return Array.from(names, ([what, ofWhat]) => ({
    kind: "asked",
    text: `Asked of Atlas: ${what}. ${listNames(ofWhat)}`,
  }));
}

/** A cluster at its target on which Atlas completed a change meanwhile; late ones have recovered. */
function reachedItems(clusters: readonly ClusterReport[], completed: readonly Completed[]): NewsItem[] {
  const items: NewsItem[] = [];
  for (const { project, cluster, decision, explanation, since } of clusters) {
    const done = completed.find((one) => one.project === project && one.cluster === cluster);
    const sinceMs = msOf(since);
    if (done === undefined || sinceMs === null || decision.do !== "nothing") continue;
    if (decision.because.reason !== "as-desired" || done.atMs < sinceMs) continue;
    const minutes = Math.round((done.atMs - sinceMs) / MS_PER_MINUTE);
    const kind = done.atMs - sinceMs > lateAfterMs ? "recovered" : "reached";
    const text = `${cluster} has reached its target (${explanation.what}), ${minutes} minutes after the boundary`;
    items.push({ kind, text: kind === "recovered" ? `${text}: it is late no longer` : text });
  }
  return items;
}

/** Which clusters' completed changes matter: those at their target, since a boundary of the last hours. */
export function mayHaveReached({ decision, since }: ClusterReport, atMs: number, withinMs: number): boolean {
  const sinceMs = msOf(since);
  return (
    sinceMs !== null &&
    atMs - sinceMs <= withinMs &&
    decision.do === "nothing" &&
    decision.because.reason === "as-desired"
  );
}

function msOf(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}
