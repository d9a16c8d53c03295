/** One generated case: a month of some clusters under some schedules, with all that goes wrong in it. Plain data. */

import type { ClusterInput } from "../../../src/local/admin-api/clusters/cluster-input";
import type { Fault } from "../../../src/local/admin-api/faults/faults";
import type { Settings } from "../../../src/local/admin-api/settings";
import type { Mode, Target } from "../../../src/schedule/model";

/** What the clusters of a schedule are, and so which targets it may have. */
export type ClusterKind =
  | "plain"
  | "analytics"
  | "auto-scaled"
  | "pausing"
  /** Only paused, running and unmanaged targets. */
  | "running"
  /** Clusters that Atlas scales beside others, under one schedule with tiers and bounds. */
  | "mixed"
  /** Second-generation tiers, with IOPS that somebody chose. */
  | "gen-2";

export interface SoakWindow {
  readonly name: string;
  readonly start?: string;
  readonly end?: string;
  readonly duration?: string;
  readonly lead?: string;
  readonly from?: string;
  readonly until?: string;
  readonly except?: readonly string[];
  readonly target: Target;
}

export interface SoakSchedule {
  readonly name: string;
  readonly selectsBy: "name" | "glob" | "tags";
  /** Where its clusters are. */
  readonly project: string;
  /** Whether it is for all projects that Atlas lists, and not for that one alone; never with clusters that are named. */
  readonly isForAll?: boolean;
  readonly timezone: string;
  readonly baseline: Target;
  readonly windows: readonly SoakWindow[];
  /** Dates and calendars, the default for the windows that name none. */
  readonly except?: readonly string[];
  readonly mode?: Mode;
}

/** What the documents of a case have in common of a schedule: an edit leaves it as it is. */
export type Selection = Pick<SoakSchedule, "name" | "selectsBy" | "project" | "isForAll">;

export interface SoakDocument {
  readonly drift: "respect" | "correct";
  readonly mode: "on" | "report";
  readonly schedules: readonly SoakSchedule[];
  readonly calendars?: Readonly<Record<string, readonly string[]>>;
  readonly limits?: { readonly longestChange: string };
}

export interface SoakCluster {
  readonly project: string;
  /** The name of the schedule that owns it, in every document. */
  readonly schedule: string;
  readonly kind: ClusterKind;
  /** Whether the schedule asks for something that this cluster cannot be. */
  readonly isUnfit: boolean;
  readonly input: ClusterInput;
}

/** What is out of order: everywhere, or for the project of one cluster, or for that cluster alone. */
export type Outage = "events" | "lists" | "projects" | "writes" | "tokens" | "project" | "cluster";

/** The status of every answer; or it takes half a minute, which is within the limit of a request; or it never comes. */
export type OutageAnswer = number | "slow" | "never";

/** What somebody does at an instant. `hours` is how long it lasts. */
export type Act =
  | { readonly does: "resize"; readonly tier: string }
  | { readonly does: "pause" | "resume" | "relabel" | "unhold" }
  /** An edit of another tag and nothing else. */
  | { readonly does: "tag" }
  | { readonly does: "hold"; readonly hours: number; readonly form?: "plain" | "javascript" | "dashed" }
  /** A hold that nobody can read, or whose key differs by case. */
  | { readonly does: "hold-misspelt"; readonly part: "key" | "value"; readonly hours: number }
  /** What the calendar asks at another instant of the case, by hand. */
  | { readonly does: "become"; readonly asOfMs: number }
  /** Shortly before the next boundary somebody does what it will ask, and after it goes back. */
  | { readonly does: "foresee"; readonly minutesBefore: number; readonly minutesAfter: number }
  /** An event of an update that names nobody. */
  | { readonly does: "anonymous" }
  /** Another program sets the size with the key of this app, again and again. */
  | { readonly does: "rival"; readonly tier: string; readonly times: number }
  /** The project has one more cluster that the schedule selects, and Atlas describes it without sizes. */
  | { readonly does: "garble"; readonly hours: number }
  /** Atlas moves the cluster to one of the tiers between its bounds. */
  | { readonly does: "auto-scale"; readonly step: number }
  | { readonly does: "no-capacity"; readonly tier: string; readonly hours: number }
  | { readonly does: "pace"; readonly pace: number | "stuck"; readonly hours: number }
  | { readonly does: "repair"; readonly hours: number }
  /** Every request of that kind is answered so. */
  | { readonly does: "outage"; readonly of: Outage; readonly status: OutageAnswer; readonly hours: number }
  | { readonly does: "edit"; readonly deploys: boolean }
  | { readonly does: "reconcile" }
  | { readonly does: "take-over"; readonly namesProject?: boolean }
  | { readonly does: "scale-up" | "scale-down"; readonly hold?: HoldByArgument }
  /** These send nothing: `status`, `preview`, and `reconcile` as a dry run or for another instant. */
  | { readonly does: "status" | "preview" | "dry-run" | "look-ahead" };

/** How long a change by hand is to be held; without it until the next boundary. */
export interface HoldByArgument {
  readonly by: "for" | "until";
  readonly hours: number;
}

export type Happening = Act & {
  /** Milliseconds after the start. */
  readonly afterMs: number;
  /** Position in the list of clusters, taken modulo its length. */
  readonly on: number;
  /** It happens so long before the first boundary of its cluster after `afterMs`. */
  readonly secondsBeforeBoundary?: number;
};

/** Which shares of all trigger firings go wrong, from 0 to 1. */
export interface FiringShares {
  readonly seed: number;
  readonly lost: number;
  readonly late: number;
  readonly doubled: number;
  readonly overlapping: number;
}

export interface SoakCase {
  readonly startMs: number;
  readonly days: number;
  /** The first document is deployed; each edit puts the next one in force. */
  readonly documents: readonly SoakDocument[];
  readonly clusters: readonly SoakCluster[];
  /** Clusters that no schedule selects, although their names and tags look as if one did. */
  readonly bystanders?: readonly Pick<SoakCluster, "project" | "input">[];
  /** Schedules without a cluster, of which only the triggers are checked. */
  readonly drafts?: readonly SoakSchedule[];
  /** Whether every document ends with a schedule that matches all clusters, and so owns none. */
  readonly hasShadowed?: boolean;
  /** The most clusters in one page of a list, and a tenth of the most events; default: as many as requested. */
  readonly pageSize?: number;
  readonly identity: "api-key" | "service-account";
  readonly settings: Partial<Settings>;
  readonly firing: FiringShares;
  readonly http: { readonly seed: number; readonly rate: number; readonly faults: readonly Fault[] };
  readonly happenings: readonly Happening[];
}

export const projectIds = ["5e1ec444970199272441a214", "5e1ec444970199272441a215"] as const;

/** The document as the Value `schedule` holds it. */
export function writtenDocument(
  { drift, mode, schedules, calendars, limits }: SoakDocument,
  { clusters, hasShadowed }: Pick<SoakCase, "clusters" | "hasShadowed">,
): object {
  return {
    timezone: "UTC",
    drift,
    mode,
    schedules: [
      ...schedules.map((schedule) => writtenSchedule(schedule, clusters)),
      ...(hasShadowed === true ? [shadowedIn([...new Set(schedules.map(({ project }) => project))])] : []),
    ],
    ...(calendars !== undefined && { calendars }),
    ...(limits !== undefined && { limits }),
  };
}

function writtenSchedule(schedule: SoakSchedule, clusters: readonly SoakCluster[]): object {
  const { name, project, isForAll, timezone, baseline, windows, except, mode } = schedule;
  return {
    name,
    clusters: selectorsOf(schedule, clusters),
    projects: isForAll === true ? "all" : [project],
    timezone,
    baseline,
    windows: windows.map(({ target, ...window }) => ({ ...window, ...target })),
    ...(except !== undefined && { except }),
    ...(mode !== undefined && { mode }),
  };
}

const shadowedIn = (projects: readonly string[]) => ({
  name: "shadowed",
  clusters: [{ glob: "s*-*" }],
  projects,
  baseline: { tier: "M80" },
  windows: [{ name: "night", start: "0 20 * * *", duration: "PT9H", tier: "M140" }],
});

/** The mode of one schedule: its own or the document's, whichever allows less. */
export function modeOf({ mode, schedules }: SoakDocument, name: string): Mode {
  const modes = [mode, schedules.find((schedule) => schedule.name === name)?.mode];
  return modes.includes("off") ? "off" : modes.includes("report") ? "report" : "on";
}

function selectorsOf({ name, selectsBy }: SoakSchedule, clusters: readonly SoakCluster[]): readonly unknown[] {
  if (selectsBy === "glob") return [{ glob: `${name}-*` }];
  if (selectsBy === "tags") return [{ tags: { team: name } }];
  return clusters.filter((cluster) => cluster.schedule === name).map(({ input }) => input.name);
}
