/** What each cluster should have been and what it was, as a lane. */

import type { Lane, Mark } from "../../../src/local/console/lanes/model";
import { PastBook } from "../../../src/local/console/server/lanes/past-book";
import type { LocalAtlas } from "../../../src/local/local-atlas";
import type { Zone } from "../../../src/schedule/calendar/zone";
import { plannedLane } from "../../lib/page/lanes/planned-lane";
import { planSchedule } from "../../lib/planning/schedule";
import type { SampleCluster } from "../../lib/sample/sample-clusters";

export interface ClusterLane {
  readonly lane: Lane;
  readonly zone: Zone;
  readonly schedule: string;
}

/** So many clusters are shown; a fleet is told by tables. */
export const MOST_LANES = 40;

export function clusterLanes(
  { state, scheduler }: Pick<LocalAtlas, "state" | "scheduler">,
  clusters: readonly SampleCluster[],
  from: number,
  until: number,
): ClusterLane[] {
  const past = new PastBook(state, (actor) => actor !== "Atlas");
  const failures = scheduler.runs.flatMap(({ scheduledAtMs, trigger, execution: { error } }) =>
    error === undefined ? [] : [{ at: scheduledAtMs, trigger, message: error.message }],
  );
  return clusters.slice(0, MOST_LANES).map(({ projectId, schedule, input: { name } }) => {
    const key = `${projectId}/${name}`;
    const marks = [...past.marks(key, from, until), ...failures.flatMap((failure) => failureMark(failure, name))];
    return {
      lane: {
        ...plannedLane(planSchedule(schedule, from, until), marks),
        key,
        label: name,
        actual: past.stretches(key, from, until),
      },
      zone: schedule.zone,
      schedule: schedule.name,
    };
  });
}

interface FailedRun {
  readonly at: number;
  readonly trigger: string;
  readonly message: string;
}

/** On the lane of each cluster that the error speaks of. */
function failureMark({ at, trigger, message }: FailedRun, cluster: string): Mark[] {
  const lines = message.split("\n");
  const concerned = lines.find((line) => line.split(/[^A-Za-z0-9_-]+/).includes(cluster));
  return concerned === undefined
    ? []
    : [{ at, kind: "run-failed", says: `${trigger}: run failed: ${concerned.trim()}` }];
}
