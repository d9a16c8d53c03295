/** What the console shows and changes: one local Atlas, until another takes its place behind the same port. */
import type { Faults } from "../../admin-api/faults/faults";
import type { Cluster } from "../../admin-api/model";
import type { AtlasState } from "../../admin-api/state/state";
import type { HostedApp } from "../../app-services/apps/hosted-app";
import type { AppServices } from "../../app-services/service";
import type { TimeKeeper } from "../../clock/time-keeper";
import type { FiringFaults } from "../../triggers/firing-faults";
import type { Workload } from "../../workload/workload";
import type { SchedulePort } from "../schedule-port";
import type { RequestBook } from "./books/request-book";

import type { RunBook } from "./books/run-book";
import { Refused } from "./query";

export interface ConsoleWorld {
  readonly state: AtlasState;
  readonly services: AppServices;
  readonly workload: Workload;
  readonly faults: Faults;
  readonly firingFaults: FiringFaults;
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

/** The cluster of a key, or the refusal. */
export function clusterIn(world: Pick<ConsoleWorld, "state">, key: string): Cluster {
  const cluster = clustersOf(world).find((one) => keyOf(one) === key);
  if (cluster === undefined) throw new Refused(`There is no cluster ${JSON.stringify(key)}.`, 404);
  return cluster;
}

/** The app of an id, or the refusal. */
export function appIn({ services }: Pick<ConsoleWorld, "services">, id: string): HostedApp {
  const app = services.apps.apps.find(({ facts }) => facts.id === id);
  if (app === undefined) throw new Refused(`There is no app with the id ${JSON.stringify(id)}.`, 404);
  return app;
}
