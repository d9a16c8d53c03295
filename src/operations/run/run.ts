import { type AtlasClient, createClient } from "../../atlas/client";
import type { Desired, Schedule, Target } from "../../schedule/model";
import { targetsOf } from "../../schedule/target";
import { MS_PER_MINUTE } from "../../schedule/time-units";
import { desiredAt } from "../../schedule/windows/desired";
import { operationsPerRun, runBudgetMs, runEndMs } from "./limits";
import { nearestMinute } from "./minute";
import type { Ports } from "./ports";
import type { Settings } from "./settings";

/** What one run works with. */
export interface Run {
  readonly ports: Ports;
  readonly settings: Settings;
  readonly client: AtlasClient;
  /** The instant that the run decides for. */
  readonly atMs: number;
  /** Nothing is sent, and nothing waited for, past this instant. */
  readonly deadlineMs: number;
  /** Decisions are made and reported, but nothing is sent. */
  readonly dryRun: boolean;
  /** The one cluster that the run is about; null: it is about all of them. */
  readonly onlyCluster: string | null;
  /** The project of `onlyCluster`; null: any. */
  readonly onlyProject: string | null;
  /** Drift and hold of `onlyCluster` are ignored once. */
  readonly takeOver: boolean;
  readonly desiredOf: (schedule: Schedule, atMs: number) => Desired;
  /** The boundary before that of `desired`, in epoch milliseconds; null: none is known. */
  readonly boundaryBeforeOf: (schedule: Schedule, desired: Desired) => number | null;
  readonly targetsOf: (schedule: Schedule) => readonly Target[];
}

export interface RunChoices {
  /** Another instant to decide for; null: the present one. */
  readonly atMs: number | null;
  readonly dryRun: boolean;
  readonly cluster: string | null;
  readonly project: string | null;
  readonly takeOver: boolean;
}

export function startRun(ports: Ports, settings: Settings, choices: RunChoices): Run {
  const startedMs = ports.nowMs();
  const { sendHttp, sleep, random, nowMs } = ports;
  const { credentials, baseUrl } = settings;
  const deadlineMs = startedMs + runBudgetMs;
  return {
    ports,
    settings,
    client: createClient({
      sendHttp,
      sleep,
      timer: sleep,
      random,
      nowMs,
      credentials,
      baseUrl,
      deadlineMs,
      endMs: startedMs + runEndMs,
      maxOperations: operationsPerRun,
    }),
    atMs: nearestMinute(choices.atMs ?? startedMs),
    deadlineMs,
    dryRun: choices.dryRun || choices.atMs !== null,
    onlyCluster: choices.cluster,
    onlyProject: choices.project,
    takeOver: choices.takeOver,
    ...answersOncePerSchedule(),
  };
}

/** What holds for a whole schedule is worked out once, however many clusters it has. */
function answersOncePerSchedule(): Pick<Run, "desiredOf" | "boundaryBeforeOf" | "targetsOf"> {
  const desiredBySchedule = new Map<Schedule, { readonly atMs: number; readonly desired: Desired }>();
  const boundaryBefore = new Map<Schedule, { readonly sinceMs: number; readonly boundaryMs: number | null }>();
  const targetsBySchedule = new Map<Schedule, readonly Target[]>();
  return {
    desiredOf: (schedule, atMs) => {
      const known = desiredBySchedule.get(schedule);
      if (known !== undefined && known.atMs === atMs) return known.desired;
      const desired = desiredAt(schedule, atMs);
      desiredBySchedule.set(schedule, { atMs, desired });
      return desired;
    },
    boundaryBeforeOf: (schedule, { since: sinceMs }) => {
      if (sinceMs === null) return null;
      const known = boundaryBefore.get(schedule);
      if (known !== undefined && known.sinceMs === sinceMs) return known.boundaryMs;
      const { since: boundaryMs } = desiredAt(schedule, sinceMs - MS_PER_MINUTE);
      boundaryBefore.set(schedule, { sinceMs, boundaryMs });
      return boundaryMs;
    },
    targetsOf: (schedule) => {
      const targets = targetsBySchedule.get(schedule) ?? targetsOf(schedule);
      targetsBySchedule.set(schedule, targets);
      return targets;
    },
  };
}
