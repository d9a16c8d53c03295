/**
 * What the console knows of the schedule. Local Atlas shares no code with the app that follows it, so whoever starts
 * local Atlas hands this in.
 */
import type { Mark, PlannedStretch } from "./lanes/model";
import type { Badge, ScheduleCheck, Scheduled } from "./protocol";

/** What selectors look at. The same object as long as nothing of it changes. */
export interface SelectableCluster {
  /** `<project id>/<name>` */
  readonly key: string;
  readonly projectId: string;
  readonly name: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** Atlas scales its size by itself, so that of a target with bounds it takes these. */
  readonly isAutoScaled: boolean;
}

/** A document that was found right. Instants are epoch milliseconds. */
export interface OpenSchedule {
  /** The zone for schedules that name none. */
  readonly zone: string;
  /** What it wants of the cluster; null: nothing selects it, or nothing is known of that time. The same object while nothing of it changes. */
  scheduledAt(cluster: SelectableCluster, at: number): Scheduled | null;
  /** The first change of any of these clusters' targets after an instant. */
  nextBoundary(clusters: readonly SelectableCluster[], after: number): number | null;
  planOf(cluster: SelectableCluster, from: number, until: number): ClusterPlan | null;
}

export interface ClusterPlan {
  readonly zone: string;
  /** They cover [from, until) as far as anything is known of that time. */
  readonly planned: readonly PlannedStretch[];
  /** The boundaries, in order. */
  readonly marks: readonly Mark[];
}

export interface CheckOptions {
  /** The text that the app follows now; null: none. */
  readonly inForce: string | null;
  readonly appProjectId: string;
  readonly clusters: readonly SelectableCluster[];
  readonly now: number;
}

/** A tag by which somebody keeps the app from changing a cluster. */
export interface TaggedHold {
  /** null: nobody can tell how long. */
  readonly until: number | null;
  readonly says: string;
}

/** What a run says of its clusters. */
export interface RunFindings {
  /** By the key of the cluster; one without badges is as it should be. */
  readonly badges: ReadonlyMap<string, readonly Badge[]>;
  /** Keys of the clusters for which it failed. */
  readonly failed: ReadonlySet<string>;
  /** Ids of the projects that failed as a whole. */
  readonly failedProjects: ReadonlySet<string>;
}

export interface RunSaid {
  /** What it returned, as canonical Extended JSON; null: nothing, or it failed. */
  readonly result: string | null;
  readonly logs: readonly string[];
}

/** The first mistake of a text that should be JSON; lines and columns count from 1. */
export interface JsonMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface SchedulePort {
  /** null: the text is JSON. */
  jsonMistake(text: string): JsonMistake | null;
  /** null: the text is no document that the app would follow. */
  open(text: string, appProjectId: string): OpenSchedule | null;
  check(text: string, options: CheckOptions): ScheduleCheck;
  /** Of what `reconcile` or `status` returned; null: it is no report. */
  findings(result: unknown): RunFindings | null;
  /** null: the tags hold nothing at that instant. */
  holdOf(tags: SelectableCluster["tags"], at: number): TaggedHold | null;
  /** Why a run of `reconcile` changed this cluster, in one sentence; null: it does not say. */
  reasonFor(run: RunSaid, clusterKey: string): string | null;
}

/** Where nobody handed one in: no cluster is scheduled, and every text is right. */
export const noSchedulePort: SchedulePort = {
  jsonMistake: () => null,
  open: () => null,
  check: () => ({ issues: [], warnings: [], lanes: [], changes: [] }),
  findings: () => null,
  holdOf: () => null,
  reasonFor: () => null,
};
