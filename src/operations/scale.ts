import { explainBecause } from "../cluster/decision/explain";
import { formatInstant } from "../cluster/instant";
import { longestHoldMs } from "../cluster/limits";
import { observedTarget } from "../cluster/observed";
import { checkTargets } from "../cluster/targets/check-targets";
import { targetFor } from "../cluster/targets/target-for";
import { addDuration, civilMinutesOf, type Duration } from "../schedule/calendar/duration";
import type { Zone } from "../schedule/calendar/zone";
import { isProjectAllowed } from "../schedule/limits";
import type { Schedule, Target } from "../schedule/model";
import { isPaused } from "../schedule/target";
import { tierNumber } from "../schedule/tiers";
import { MS_PER_DAY, MS_PER_MINUTE } from "../schedule/time-units";
import { nextBoundary } from "../schedule/windows/boundaries";
import { carryOutSteps } from "./carry-out/carry-out-steps";
import { type Step, stepsFor } from "./carry-out/scale-steps";
import { type Chosen, chooseClusters } from "./choose-clusters";
import { fitLog } from "./report/log-lines";
import { makeScaleReport } from "./report/make-scale-report";
import { RunFailed } from "./report/report";
import type { ScaledCluster, ScaleReport } from "./report/scale-report";
import { type Arguments, readArguments } from "./run/arguments";
import { ConfigError } from "./run/config-error";
import type { Failure, FailureReason } from "./run/failure";
import { inParallel } from "./run/in-parallel";
import { writesAtATime } from "./run/limits";
import type { Ports } from "./run/ports";
import { type Run, startRun } from "./run/run";
import { readSettingsForHand } from "./run/settings";

const argumentKinds = {
  cluster: "text",
  project: "text",
  tier: "text",
  all: "boolean",
  for: "duration",
  until: "instant",
  dryRun: "boolean",
} as const;

type ScaleArguments = Arguments<typeof argumentKinds>;

/** Up or down: what `scaleUp` and `scaleDown` do not share. */
export interface Direction {
  readonly name: "scaleUp" | "scaleDown";
  /** The target for a cluster of this schedule when no `tier` is given; null: there is none. */
  readonly targetOf: (schedule: Schedule, atMs: number) => Target | null;
  /** What to say where there is none. */
  readonly withoutTarget: Pick<FailureReason, "message" | "remedy">;
}

/**
 * What `scaleUp` and `scaleDown` share: they choose clusters and targets, carry out, and report. A person asked for it, so
 * it is sent for a schedule in mode `report` too.
 */
export async function scale(ports: Ports, argument: unknown, direction: Direction): Promise<ScaleReport> {
  const given = readArguments(argument, argumentKinds);
  const settings = readSettingsForHand(ports);
  checkWhichClusters(given);
  checkNamedTier(given, settings.document.limits.maxTier);
  checkHold(given, ports.nowMs());
  const run = startRun(ports, settings, {
    atMs: null,
    dryRun: given.dryRun === true,
    cluster: null,
    project: null,
    takeOver: false,
  });
  ports.log(`${direction.name} for ${formatInstant(run.atMs)}${run.dryRun ? " (dry run: nothing is sent)" : ""}`);
  const { chosen, failures } = await chooseClusters(run, given);
  const scaled = await inParallel(chosen, writesAtATime, (one) => scaleOne(run, one, given, direction));
  const clusters: ScaledCluster[] = [];
  const notScaled: Failure[] = [];
  for (const one of scaled) {
    if ("cluster" in one) clusters.push(one.cluster);
    else notScaled.push(one.failure);
  }
  const { report, urgent, others } = makeScaleReport(run, clusters, [...failures, ...notScaled]);
  for (const line of fitLog([report.summary, ...urgent, ...others], 1)) ports.log(line);
  if (report.failures.length > 0) throw new RunFailed(report, urgent);
  return report;
}

function checkWhichClusters({ cluster, all }: ScaleArguments): void {
  if (cluster === undefined || all !== true) return;
  throw new ConfigError([
    { path: "argument.all", message: "cannot be combined with `cluster`: leave out one of them" },
  ]);
}

function checkNamedTier({ tier, cluster }: ScaleArguments, maxTier: string | undefined): void {
  if (tier === undefined) return;
  const fail = (message: string): never => {
    throw new ConfigError([{ path: "argument.tier", message }]);
  };
  if (cluster === undefined) fail("needs `cluster`: name the cluster that should have this tier");
  const isDedicated = /^[A-Z]\d+(?:_[A-Z0-9_]+)?$/.test(tier) && tierNumber(tier) >= 10;
  // The whole of something long may be a credential that was pasted there.
  if (!isDedicated) fail(`${tier.length < 8 ? `"${tier}"` : "what is given"} is not a dedicated tier such as M50`);
  if (maxTier !== undefined && tierNumber(tier) > tierNumber(maxTier))
    fail(`${tier} is above limits.maxTier (${maxTier}): choose a smaller tier or raise the limit`);
}

/** What became of one cluster, or the reason why nothing could be asked for it. */
type Scaled = { readonly cluster: ScaledCluster } | { readonly failure: Failure };

async function scaleOne(run: Run, chosen: Chosen, given: ScaleArguments, direction: Direction): Promise<Scaled> {
  const { projectId, cluster, schedule } = chosen;
  const names = { project: projectId, cluster: cluster.name };
  if (!isProjectAllowed(run.settings.document.limits, projectId)) return { failure: { ...names, ...outsideLimits } };
  const asked = askedTarget(run, chosen, given, direction);
  if (asked === null) return { failure: { ...names, code: "no-target", ...direction.withoutTarget, passes: false } };
  const target = targetFor(cluster, asked);
  const obstacle = obstacleTo(chosen, target);
  if (obstacle !== null) return { failure: { ...names, ...obstacle } };
  const heldUntilMs = holdFor(run, schedule, given);
  const steps = stepsFor(cluster, target, heldUntilMs);
  return {
    cluster: {
      ...names,
      schedule: schedule?.name ?? null,
      before: observedTarget(cluster),
      target,
      heldUntil: heldUntilMs === null || (cluster.paused && isPaused(target)) ? null : formatInstant(heldUntilMs),
      outcome: await carryOutFor(run, chosen, steps),
    },
  };
}

const outsideLimits: FailureReason = {
  code: "project-not-allowed",
  message: "limits.projects of the schedule does not allow changes in its project",
  remedy: "Add the project to limits.projects in the committed document, build and deploy",
  passes: false,
};

async function carryOutFor(run: Run, chosen: Chosen, steps: readonly Step[]): Promise<ScaledCluster["outcome"]> {
  if (steps.length === 0) return { result: "already-so" };
  if (run.dryRun) return { result: "not-sent", why: "dry-run" };
  return carryOutSteps(run, chosen.projectId, chosen.cluster.name, steps);
}

function askedTarget(run: Run, { schedule }: Chosen, { tier }: ScaleArguments, direction: Direction): Target | null {
  if (tier !== undefined) return { tier };
  return schedule === null ? null : direction.targetOf(schedule, startOfMinute(run.ports.nowMs()));
}

/**
 * Why nothing is asked for the cluster now. By hand nothing is done to a cluster that Atlas is working on: the effect of
 * overlapping changes is not documented.
 */
function obstacleTo({ cluster }: Chosen, target: Target): FailureReason | null {
  const refusals = checkTargets(cluster, [target]);
  if (refusals.length > 0) {
    const reason = explainBecause({ reason: "cannot-be-scheduled", refusals });
    return { code: "cannot-be-scaled", message: reason.why, remedy: reason.remedy, passes: false };
  }
  const { stateName } = cluster;
  if (stateName === "IDLE") return null;
  const { why } = explainBecause({ reason: "busy", stateName, sinceMs: null });
  return { code: "busy", message: why, remedy: "Wait until it is IDLE", passes: true };
}

/**
 * The hold ends when the person says, else at the next boundary of the schedule, and after 30 days at most. A cluster that
 * no run changes needs none; one whose schedule only reports has it all the same, for its mode may be switched on.
 */
function holdFor(run: Run, schedule: Schedule | null, given: ScaleArguments): number | null {
  if (schedule === null || schedule.mode === "off") return null;
  const latestMs = run.atMs + longestHoldMs;
  if (given.until !== undefined) return Math.min(given.until, latestMs);
  if (given.for !== undefined) return Math.min(afterDuration(schedule.zone, run.atMs, given.for), latestMs);
  // The minute that has begun counts, not the nearest: a boundary that is seconds away must not be held over.
  const next = nextBoundary(schedule, startOfMinute(run.ports.nowMs()));
  return Math.min(next?.at ?? Number.POSITIVE_INFINITY, latestMs);
}

function startOfMinute(ms: number): number {
  return Math.floor(ms / MS_PER_MINUTE) * MS_PER_MINUTE;
}

function afterDuration(zone: Zone, atMs: number, duration: Duration): number {
  return addDuration(zone, atMs / MS_PER_MINUTE, duration) * MS_PER_MINUTE;
}

/** Days are counted in UTC here; an hour more or less is no reason to refuse. */
function checkHold(given: ScaleArguments, nowMs: number): void {
  const fail = (path: string, message: string): never => {
    throw new ConfigError([{ path, message }]);
  };
  if (given.until !== undefined && given.for !== undefined) fail("argument.for", "cannot be combined with `until`");
  const most = `the hold may last ${longestHoldMs / MS_PER_DAY} days at most`;
  if (given.for !== undefined && civilMinutesOf(given.for) * MS_PER_MINUTE > longestHoldMs) fail("argument.for", most);
  if (given.until === undefined) return;
  if (given.until <= nowMs) fail("argument.until", "is past: name an instant that is still to come");
  if (given.until > nowMs + longestHoldMs) fail("argument.until", most);
}
