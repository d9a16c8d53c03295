/** What the console shows and changes: one local Atlas, until another takes its place behind the same port. */
import type { Faults } from "../../admin-api/faults";
import type { Cluster } from "../../admin-api/model";
import type { AtlasState } from "../../admin-api/state";
import type { AppServices } from "../../app-services/service";
import type { TimeKeeper } from "../../clock/time-keeper";
import type { Workload } from "../../workload/workload";
import type { SchedulePort } from "../schedule-port";
import type { RequestBook } from "./books/request-book";
import type { RunBook } from "./books/run-book";

export interface ConsoleWorld {
  readonly state: AtlasState;
  readonly services: AppServices;
  readonly workload: Workload;
  readonly faults: Faults;
  readonly keeper: TimeKeeper;
  readonly runs: RunBook;
  readonly requests: RequestBook;
  readonly port: SchedulePort;
  readonly beganAt: number;
}

export function clustersOf({ state }: Pick<ConsoleWorld, "state">): readonly Cluster[] {
  return state.projects.flatMap(({ id }) => state.clustersOf(id));
}

export const keyOf = ({ projectId, name }: Pick<Cluster, "projectId" | "name">) => `${projectId}/${name}`;
