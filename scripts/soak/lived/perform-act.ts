/** Carries out what people and Atlas do in a case. */

import type { Fault, FaultRule, Faults } from "../../../src/local/admin-api/faults/faults";
import { ApiError } from "../../../src/local/admin-api/http/errors";
import type { JsonObject } from "../../../src/local/admin-api/http/json-reading";
import type { Cluster } from "../../../src/local/admin-api/model";
import type { Execution } from "../../../src/local/function-runtime/execution";
import type { LocalAtlas } from "../../../src/local/local-atlas";
import type { Target } from "../../../src/schedule/model";
import type { Act, Happening, HoldByArgument, Outage, SoakCase } from "../generated/case";
import { tiers } from "../generated/schedules";
import { hourMs, minuteMs, secondMs } from "../generated/time";
import { holdBody, misspeltHoldBody, resizeBody, tagBody } from "./stranger";

export const strangersName = "ann@example.com";
const ann = { username: strangersName };

/** What an act needs of the world besides local Atlas. */
export interface Stage {
  readonly atlas: LocalAtlas;
  readonly faults: Faults;
  readonly soakCase: SoakCase;
  /** Starts a run as the console does. */
  call(functionName: string, args: readonly unknown[]): Promise<Execution>;
  edit(deploys: boolean): void;
  /** Another program sets the size of a cluster with the key of the app. */
  changeAsRival(projectId: string, name: string, tier: string): void;
  /** What the calendar asks of a cluster at an instant. */
  askedAt(name: string, ms: number): Target | null;
}

/** Returns why Atlas refused it, or null. */
export function performAct(stage: Stage, happening: Happening, cluster: Cluster): string | null {
  try {
    act(stage, happening, cluster);
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    if (error instanceof Error && error.message.startsWith("auto-scaling to ")) return "out-of-bounds";
    throw error;
  }
}

function act(stage: Stage, happening: Happening, cluster: Cluster): void {
  const { state } = stage.atlas;
  const body = bodyByHand(stage, happening, cluster);
  if (body !== null) state.changeAs(ann, cluster.projectId, cluster.name, body);
  else if (happening.does === "edit") stage.edit(happening.deploys);
  else if (happening.does in runs)
    void stage.call(...callOf(happening.does as keyof typeof runs, happening, cluster, stage.atlas.clock.now()));
  else actOfAtlas(stage, happening, cluster);
}

/** The body of the PATCH that the Atlas UI sends for what a person does; null: the act is no such change. */
function bodyByHand(stage: Stage, happening: Happening, cluster: Cluster): JsonObject | null {
  const nowMs = stage.atlas.clock.now();
  switch (happening.does) {
    case "resize":
      return resizeBody(cluster, happening.tier);
    case "pause":
      return { paused: true };
    case "resume":
      return { paused: false };
    case "relabel":
      return { labels: [{ key: "touched", value: String(nowMs) }] };
    case "hold":
      return holdBody(cluster, nowMs + happening.hours * hourMs, happening.form);
    case "hold-misspelt":
      return misspeltHoldBody(cluster, nowMs + happening.hours * hourMs, happening.part);
    case "tag":
      return tagBody(cluster, String(nowMs));
    case "become":
      return bodyToBe(cluster, stage.askedAt(cluster.name, happening.asOfMs));
    case "unhold":
      return holdBody(cluster, null);
    default:
      return null;
  }
}

/** What a person sends so that a cluster becomes what a target asks, as far as one request can; null: nothing. */
function bodyToBe(cluster: Cluster, target: Target | null): JsonObject | null {
  if (target === null || "unmanaged" in target) return null;
  if ("paused" in target) return { paused: target.paused };
  if (target.autoScaling !== undefined || target.analyticsTier !== undefined || target.tier === undefined) return null;
  return cluster.paused ? { paused: false } : resizeBody(cluster, target.tier);
}

/** Functions that a person runs, with their argument; all but null are completed with the name of the cluster. */
const runs = {
  reconcile: ["reconcile", null],
  "take-over": ["reconcile", { takeOver: true }],
  "scale-up": ["scaleUp", {}],
  "scale-down": ["scaleDown", {}],
  status: ["status", null],
  preview: ["preview", null],
  "dry-run": ["reconcile", { dryRun: true }],
  "look-ahead": ["reconcile", {}],
} as const;

function callOf(
  does: keyof typeof runs,
  act: Act,
  { name, projectId }: Cluster,
  nowMs: number,
): [functionName: string, args: readonly unknown[]] {
  const [functionName, argument] = runs[does];
  if (does === "look-ahead") return [functionName, [{ at: new Date(nowMs + 9 * hourMs).toISOString() }]];
  if (argument === null) return [functionName, []];
  const project = act.does === "take-over" && act.namesProject === true ? { project: projectId } : {};
  const hold = "hold" in act && act.hold !== undefined ? holdArgument(act.hold, nowMs) : {};
  return [functionName, [{ ...argument, ...project, ...hold, cluster: name }]];
}

function holdArgument({ by, hours }: HoldByArgument, nowMs: number): JsonObject {
  return by === "for" ? { for: `PT${hours}H` } : { until: new Date(nowMs + hours * hourMs).toISOString() };
}

function actOfAtlas(stage: Stage, happening: Happening, cluster: Cluster): void {
  const { state } = stage.atlas;
  const { projectId, name } = cluster;
  if (happening.does === "auto-scale") state.autoScale(projectId, name, tierWithin(cluster, happening.step));
  if (happening.does === "repair") state.repair(projectId, name, happening.hours * 60);
  if (happening.does === "no-capacity") withoutCapacity(stage, cluster, happening.tier, happening.hours);
  if (happening.does === "outage") breakFor(stage, cluster, happening);
  if (happening.does === "pace") atPace(stage, name, happening.pace, happening.hours);
  if (happening.does === "anonymous") tellAnonymously(stage, cluster);
  if (happening.does === "garble") garbleFor(stage, cluster, happening.hours);
  if (happening.does === "rival") rivalFor(stage, cluster, happening);
}

function tellAnonymously({ atlas }: Stage, { projectId, name }: Cluster): void {
  atlas.state.events.add({ at: atlas.clock.now(), projectId, type: "CLUSTER_UPDATE_SUBMITTED", cluster: name });
}

/** The name of the cluster that appears beside another one and cannot be understood. */
export const garbledName = (schedule: string) => `${schedule}-9`;

function garbleFor({ atlas, soakCase }: Stage, { projectId, name }: Cluster, hours: number): void {
  const schedule = soakCase.clusters.find(({ input }) => input.name === name)?.schedule ?? "";
  const garbled = garbledName(schedule);
  if (atlas.state.cluster(projectId, garbled) !== undefined) return;
  const cluster = atlas.state.addCluster(projectId, { name: garbled, tier: "M30", tags: { team: schedule } });
  cluster.shards = [];
  atlas.clock.setTimer(atlas.clock.now() + hours * hourMs, () => atlas.state.deleteCluster(projectId, garbled));
}

/** How often the other program looks whether the size is what it wants. */
export const rivalEveryMs = hourMs;

function rivalFor(stage: Stage, { projectId, name }: Cluster, { tier, times }: Extract<Act, { does: "rival" }>): void {
  const { clock } = stage.atlas;
  for (let time = 0; time < times; time += 1) {
    clock.setTimer(clock.now() + time * rivalEveryMs, () => stage.changeAsRival(projectId, name, tier));
  }
}

/** One of the tiers between the bounds of the cluster's auto-scaling. */
function tierWithin({ shards }: Cluster, step: number): string {
  const compute = shards[0]?.regions[0]?.autoScaling.compute;
  const names: readonly string[] = tiers;
  const from = Math.max(names.indexOf(compute?.minInstanceSize ?? ""), 0);
  const until = names.indexOf(compute?.maxInstanceSize ?? "");
  return names[from + (step % (until - from + 1))] ?? "M30";
}

function withoutCapacity({ atlas }: Stage, { shards }: Cluster, tier: string, hours: number): void {
  const [region] = shards.flatMap((shard) => shard.regions);
  if (region === undefined) return;
  const { providerName, regionName } = region;
  atlas.state.setCapacity(providerName, regionName, tier, false);
  atlas.clock.setTimer(atlas.clock.now() + hours * hourMs, () =>
    atlas.state.setCapacity(providerName, regionName, tier, true),
  );
}

const broken: Readonly<Record<Outage, (cluster: Cluster) => Pick<FaultRule, "method" | "path">>> = {
  events: () => ({ path: "*/events" }),
  lists: () => ({ path: "*/clusters" }),
  projects: () => ({ path: "*/groups" }),
  writes: () => ({ method: "PATCH" }),
  tokens: () => ({ path: "/api/oauth/token" }),
  project: ({ projectId }) => ({ path: `*/groups/${projectId}/*` }),
  cluster: ({ name }) => ({ path: `*/clusters/${name}` }),
};

/** Every write is carried out, but its answer is lost. */
const lostAnswer: Fault = { kind: "reset", when: "after" };

/** Far longer than a run: the function never sees the answer. */
const neverMs = 10 * minuteMs;
const slowMs = 30 * secondMs;

function faultOf({ of, status }: Extract<Act, { does: "outage" }>): Fault {
  if (status === "never") return { kind: "latency", ms: neverMs };
  if (status === "slow") return { kind: "latency", ms: slowMs };
  return of === "writes" && status === 500 ? lostAnswer : { kind: "status", status };
}

function breakFor({ atlas, faults }: Stage, cluster: Cluster, outage: Extract<Act, { does: "outage" }>): void {
  const { of, hours } = outage;
  const id = faults.add({ ...broken[of](cluster), times: "always", fault: faultOf(outage) });
  atlas.clock.setTimer(atlas.clock.now() + hours * hourMs, () => faults.remove(id));
}

function atPace({ atlas }: Stage, name: string, pace: number | "stuck", hours: number): void {
  atlas.state.setPace(name, pace);
  atlas.clock.setTimer(atlas.clock.now() + hours * hourMs, () => atlas.state.setPace(name, 1));
}
