/** Invariant 2: no request changes anything but sizes, bounds, `paused` and, by hand, the one tag. */

import { describeCluster } from "../../../src/local/admin-api/clusters/descriptions/description";
import type { Cluster, Region } from "../../../src/local/admin-api/model";
import type { SoakRecord } from "../lived/record";
import { holdTag } from "../lived/stranger";
import { seeCluster } from "../lived/watch";
import { instant } from "./evidence/record-queries";
import { everyRule, type Finding } from "./finding";

export const onlySizesChange = everyRule(frozenPartsChanged, strayRequests, wrongRequests);

function frozenPartsChanged({ soakCase, changes }: SoakRecord): readonly Finding[] {
  return changes.flatMap(({ during, atMs, before, after }) => {
    const kind = soakCase.clusters.find(({ input }) => input.name === after.name)?.kind;
    const was = frozenPart(before, kind === "analytics");
    const is = frozenPart(after, kind === "analytics");
    return was === is ? [] : [{ says: `${after.name}, ${during}: ${difference(was, is)}`, atMs }];
  });
}

/**
 * The part of a cluster, as Atlas describes it, that nobody but its owner may change: all but sizes, bounds, `paused` and
 * the hold. The sizes of analytics nodes are frozen too unless the schedule sets them (`areAnalyticsSized`).
 */
function frozenPart(cluster: Cluster, areAnalyticsSized: boolean): string {
  const described = describeCluster(cluster, { apiUrl: "", asRequested: false });
  const { tags, replicationSpecs, ...others } = described;
  const plain = Object.entries(others).filter(([key]) => !passing.includes(key));
  const kept = (tags as Cluster["tags"]).filter(({ key }) => key !== holdTag);
  const analytics = areAnalyticsSized ? [] : seeCluster(cluster, 0).analytics;
  return JSON.stringify([plain, kept, analytics, cluster.autoScalingMode, replicationSpecs], withoutSizes);
}

/** Nodes that do not exist have no hardware to compare. The auto-scaling of nodes that no target sizes is compared whole. */
function withoutSizes(key: string, value: unknown): unknown {
  if (sized.includes(key)) return 0;
  const isOff = key === "autoScaling" && (value as Region["autoScaling"]).compute?.enabled !== true;
  if (isOff || key === "analyticsAutoScaling") return JSON.stringify(value);
  const isAbsent = key.endsWith("Specs") && (value as { nodeCount?: number }).nodeCount === 0;
  return isAbsent ? { nodeCount: 0 } : value;
}

const passing = ["paused", "stateName", "effectiveReplicationSpecs"];
const sized = ["instanceSize", "minInstanceSize", "maxInstanceSize"];

/** The texts around the first character that differs. */
function difference(before: string, after: string): string {
  let at = 0;
  while (before[at] === after[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 40);
  return `${around(before)} became ${around(after)}`;
}

/** Everything that the app has to ask of Atlas. */
const allowed = [
  /^GET .*\/groups\/[0-9a-f]{24}\/clusters$/,
  /^GET .*\/groups\/[0-9a-f]{24}\/events$/,
  /^(?:GET|PATCH) .*\/groups\/[0-9a-f]{24}\/clusters\/[^/]+$/,
  /^GET .*\/autoScalingConfiguration$/,
  /^POST \/api\/oauth\/token$/,
];

/** Only a schedule for all projects asks which there are. */
const listOfProjects = /^GET .*\/groups$/;

function strayRequests({ requests, soakCase }: SoakRecord): readonly Finding[] {
  const isForAll = soakCase.documents.some(({ schedules }) => schedules.some((schedule) => schedule.isForAll === true));
  const patterns = isForAll ? [...allowed, listOfProjects] : allowed;
  return requests
    .map(({ at, method, path }) => ({ line: `${method} ${path}`, atMs: at }))
    .filter(({ line }) => !patterns.some((pattern) => pattern.test(line)))
    .map(({ line, atMs }) => ({ says: `the app requested ${line} at ${instant(atMs)}, which it never has to`, atMs }));
}

/** Refusals that come from the state Atlas is in. Any other means that the request was wrong. */
const honestRefusals = [
  "OUT_OF_CAPACITY",
  "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
  "CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES",
  "OPERATION_INVALID_MEMBER_REPLICATION_LAG",
  "CANNOT_UPDATE_PAUSED_CLUSTER",
  "CLUSTER_ALREADY_PAUSED",
];

function wrongRequests({ requests }: SoakRecord): readonly Finding[] {
  return requests
    .filter(({ method, fault, errorCode }) => method === "PATCH" && fault === undefined && errorCode !== undefined)
    .filter(({ status, errorCode = "" }) => status !== 401 && !honestRefusals.includes(errorCode))
    .map(({ at, path, errorCode, body }) => ({
      says: `PATCH ${path} at ${instant(at)} was refused as wrong, ${errorCode}: ${JSON.stringify(body)}`,
      atMs: at,
    }));
}
