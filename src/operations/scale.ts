import { nextRun } from "../atlas/remedies";
import { checkTargets } from "../cluster/check-targets";
import { describeObserved, explainRefusal } from "../cluster/explain";
import { observedTarget } from "../cluster/observed";
import type { Schedule, Target } from "../schedule/model";
import { describeTarget } from "../schedule/target";
import { tierNumber } from "../schedule/tiers";
import { nextBoundary } from "../schedule/windows/boundaries";
import { carryOutSteps } from "./carry-out/carry-out-steps";
import { stepsFor } from "./carry-out/scale-steps";
import { type Chosen, chooseClusters } from "./choose-clusters";
import { describeFailures } from "./report/describe-failures";
import { fitLog } from "./report/log-lines";
import { RunFailed } from "./report/report";
import type { ScaledCluster, ScaleReport } from "./report/scale-report";
import { type Arguments, readArguments } from "./run/arguments";
import { ConfigError } from "./run/config-error";
import { type Failure, groupFailures } from "./run/failure";
import { inParallel } from "./run/in-parallel";
import { historyMs, writesAtATime } from "./run/limits";
import { formatInstant } from "./run/minute";
import type { Ports } from "./run/ports";
import { type Run, startRun } from "./run/run";
import { readSettingsForHand } from "./run/settings";

const argumentKinds = { cluster: "text", project: "text", tier: "text", all: "boolean", dryRun: "boolean" } as const;

type ScaleArguments = Arguments<typeof argumentKinds>;

/** Which way a person scales. */
export interface Way {
  readonly name: "scaleUp" | "scaleDown";
  /** The target for a cluster of this schedule when no `tier` is given; null: none. */
  readonly targetOf: (schedule: Schedule, atMs: number) => Target | null;
  /** Why there may be no target. */
  readonly withoutTarget: string;
}

/** What `scaleUp` and `scaleDown` share: choose clusters and targets, carry out, report. */
export async function scale(ports: Ports, argument: unknown, way: Way): Promise<ScaleReport> {
  const given = readArguments(argument, argumentKinds);
  const settings = readSettingsForHand(ports);
  checkCluster(given);
  checkTier(given, settings.document.limits.maxTier);
  const run = startRun(ports, settings, { atMs: null, dryRun: given.dryRun === true, cluster: null, takeOver: false });
  ports.log(`${way.name} at ${formatInstant(run.atMs)}${run.dryRun ? ", dry run: nothing is sent" : ""}`);
  const { chosen, failures } = await chooseClusters(run, given);
  const scaled = await inParallel(chosen, writesAtATime, (one) => scaleOne(run, one, given, way));
  return finish(run, scaled, failures);
}

function checkCluster({ cluster, all }: ScaleArguments): void {
  if (cluster === undefined || all !== true) return;
  throw new ConfigError([{ path: "argument.all", message: "is for every cluster: leave out `cluster`" }]);
}

function checkTier({ tier, cluster }: ScaleArguments, maxTier: string | undefined): void {
  if (tier === undefined) return;
  const fail = (message: string): never => {
    throw new ConfigError([{ path: "argument.tier", message }]);
  };
  if (cluster === undefined) fail("is for one cluster: name it in `cluster`");
  const isDedicated = /^[A-Z]\d+(?:_[A-Z0-9_]+)?$/.test(tier) && tierNumber(tier) >= 10;
  if (!isDedicated) fail(`"${tier}" is not a dedicated tier such as M50`);
  if (maxTier !== undefined && tierNumber(tier) > tierNumber(maxTier))
    fail(`${tier} is above limits.maxTier, ${maxTier}`);
}

interface Scaled {
  readonly report: ScaledCluster | null;
  readonly failure: Failure | null;
}

async function scaleOne(run: Run, chosen: Chosen, given: ScaleArguments, way: Way): Promise<Scaled> {
  const { projectId, cluster, schedule } = chosen;
  const target = targetFor(run, chosen, given, way);
  const refused = target === null ? way.withoutTarget : refusalOf(chosen, target);
  if (target === null || refused !== null) {
    const code = target === null ? "no-target" : "cannot-be-scaled";
    return { report: null, failure: { ...at(chosen), code, message: refused ?? way.withoutTarget, remedy: "" } };
  }
  const heldUntilMs = holdFor(run, schedule);
  const steps = stepsFor(cluster, target, heldUntilMs);
  const outcome: ScaledCluster["outcome"] =
    steps.length === 0
      ? { result: "already-so" }
      : run.dryRun
        ? { result: "not-sent", why: "dry-run" }
        : await carryOutSteps(run, projectId, cluster.name, steps);
  const report: ScaledCluster = {
    ...at(chosen),
    schedule: schedule === null ? null : schedule.name,
    before: observedTarget(cluster),
    target,
    heldUntil: heldUntilMs === null || (cluster.paused && "paused" in target) ? null : formatInstant(heldUntilMs),
    outcome,
  };
  return { report, failure: failureOf(chosen, outcome) };
}

function at({ projectId, cluster }: Chosen): { project: string; cluster: string } {
  return { project: projectId, cluster: cluster.name };
}

function targetFor(run: Run, { schedule }: Chosen, { tier }: ScaleArguments, way: Way): Target | null {
  if (tier !== undefined) return { tier };
  return schedule === null ? null : way.targetOf(schedule, run.atMs);
}

/** By hand nothing is done to a cluster that Atlas is working on: two changes in flight have no documented outcome. */
function refusalOf({ cluster }: Chosen, target: Target): string | null {
  const refusals = checkTargets(cluster, [target]);
  if (refusals.length > 0) return refusals.map((refusal) => explainRefusal(refusal)).join("; ");
  return cluster.stateName === "IDLE"
    ? null
    : `Atlas is busy with it (${cluster.stateName}): run this again when it is IDLE`;
}

/** Until the next boundary of its schedule, 30 days at most; a cluster that no run changes needs no hold. */
function holdFor(run: Run, schedule: Schedule | null): number | null {
  if (schedule === null || schedule.mode === "off") return null;
  const next = nextBoundary(schedule, run.atMs);
  return Math.min(next === null ? Number.POSITIVE_INFINITY : next.at, run.atMs + historyMs);
}

/** A person waits for the answer, so whatever was not accepted is a failure. */
function failureOf(chosen: Chosen, outcome: ScaledCluster["outcome"]): Failure | null {
  switch (outcome.result) {
    case "accepted":
    case "already-so":
    case "not-sent":
      return null;
    case "waits":
      return {
        ...at(chosen),
        code: outcome.code,
        message: withSent("Atlas says not yet", outcome.sent),
        remedy: byHand(outcome.remedy),
      };
    case "failed":
      return {
        ...at(chosen),
        code: outcome.code,
        message: withSent(outcome.message, outcome.sent),
        remedy: byHand(outcome.remedy),
      };
    case "deferred":
    case "overtaken":
      return {
        ...at(chosen),
        code: outcome.result,
        message: withSent("not done", outcome.sent),
        remedy: "run this again",
      };
  }
}

/** No run follows a change by hand. */
function byHand(remedy: string): string {
  return remedy.split(nextRun).join("run this again");
}

function withSent(message: string, sent: readonly string[]): string {
  return sent.length === 0 ? message : `${message} (done before: ${sent.join(", ")})`;
}

function finish(run: Run, scaled: readonly Scaled[], readFailures: readonly Failure[]): ScaleReport {
  const clusters: ScaledCluster[] = [];
  const failures: Failure[] = [...readFailures];
  for (const { report, failure } of scaled) {
    if (report !== null) clusters.push(report);
    if (failure !== null) failures.push(failure);
  }
  const summary = `${clusters.length} cluster(s), ${failures.length} failure(s)${run.dryRun ? " (dry run)" : ""}`;
  const report = {
    at: formatInstant(run.atMs),
    dryRun: run.dryRun,
    summary,
    clusters,
    failures: groupFailures(failures),
  };
  const lines = describeFailures(report.failures);
  for (const line of fitLog([summary, ...lines, ...clusters.map(describeScaled)], 1)) run.ports.log(line);
  if (failures.length > 0) throw new RunFailed(report, lines);
  return report;
}

function describeScaled({ cluster, before, target, heldUntil, outcome }: ScaledCluster): string {
  const hold = heldUntil === null ? "" : `, held until ${heldUntil}`;
  return `${outcome.result.toUpperCase()}: ${cluster}: ${describeObserved(before)} to ${describeTarget(target)}${hold}`;
}
