/** Carries out what people and Atlas do in a case. */

import type { Fault, FaultRule, Faults } from "../../../src/local/admin-api/faults";
import { ApiError } from "../../../src/local/admin-api/http/errors";
import type { JsonObject } from "../../../src/local/admin-api/http/json-reading";
import type { Cluster } from "../../../src/local/admin-api/model";
import type { Execution } from "../../../src/local/function-runtime/execution";
import type { LocalAtlas } from "../../../src/local/local-atlas";
import type { Happening, Outage, SoakCase } from "../generated/case";
import { tiers } from "../generated/schedules";
import { hourMs } from "../generated/time";
import { holdBody, resizeBody } from "./stranger";

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
  const body = bodyByHand(happening, cluster, stage.atlas.clock.now());
  if (body !== null) state.changeAs(ann, cluster.projectId, cluster.name, body);
  else if (happening.does === "edit") stage.edit(happening.deploys);
  else if (happening.does in runs)
    void stage.call(...callOf(happening.does as keyof typeof runs, cluster.name, stage.atlas.clock.now()));
  else actOfAtlas(stage, happening, cluster);
}

/** The body of the PATCH that the Atlas UI sends for what a person does; null: the act is no such change. */
function bodyByHand(happening: Happening, cluster: Cluster, nowMs: number): JsonObject | null {
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
      return holdBody(cluster, nowMs + happening.hours * hourMs);
    case "unhold":
      return holdBody(cluster, null);
    default:
      return null;
  }
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
  cluster: string,
  nowMs: number,
): [functionName: string, args: readonly unknown[]] {
  const [functionName, argument] = runs[does];
  if (does === "look-ahead") return [functionName, [{ at: new Date(nowMs + 9 * hourMs).toISOString() }]];
  return [functionName, argument === null ? [] : [{ ...argument, cluster }]];
}

function actOfAtlas(stage: Stage, happening: Happening, cluster: Cluster): void {
  const { state } = stage.atlas;
  const { projectId, name } = cluster;
  if (happening.does === "auto-scale") state.autoScale(projectId, name, tierWithin(cluster, happening.step));
  if (happening.does === "repair") state.repair(projectId, name, happening.hours * 60);
  if (happening.does === "no-capacity") withoutCapacity(stage, cluster, happening.tier, happening.hours);
  if (happening.does === "outage") breakFor(stage, happening);
  if (happening.does === "pace") atPace(stage, name, happening.pace, happening.hours);
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

const broken: Readonly<Record<Outage, Pick<FaultRule, "method" | "path">>> = {
  events: { path: "*/events" },
  lists: { path: "*/clusters" },
  writes: { method: "PATCH" },
  tokens: { path: "/api/oauth/token" },
};

/** Every write is carried out, but its answer is lost. */
const lostAnswer: Fault = { kind: "reset", when: "after" };

function breakFor({ atlas, faults }: Stage, { of, status, hours }: Extract<Happening, { does: "outage" }>): void {
  const fault = of === "writes" && status === 500 ? lostAnswer : ({ kind: "status", status } as const);
  const id = faults.add({ ...broken[of], times: "always", fault });
  atlas.clock.setTimer(atlas.clock.now() + hours * hourMs, () => faults.remove(id));
}

function atPace({ atlas }: Stage, name: string, pace: number | "stuck", hours: number): void {
  atlas.state.setPace(name, pace);
  atlas.clock.setTimer(atlas.clock.now() + hours * hourMs, () => atlas.state.setPace(name, 1));
}
