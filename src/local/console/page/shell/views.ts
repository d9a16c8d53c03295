/** The views of the console: what the navigation lists, and what the address after # chooses. */
import type { ComponentType } from "preact";
import { ClustersView } from "../views/clusters/clusters-view";
import { FaultsView } from "../views/faults/faults-view";
import { FunctionsView } from "../views/function-runs/functions-view";
import { RequestsView } from "../views/requests/requests-view";
import { ScheduleView } from "../views/schedule-editor/schedule-view";
import { StateFileView } from "../views/state-file/state-file-view";
import { TriggersView } from "../views/triggers/triggers-view";

export interface ViewDescription {
  /** The address: `#triggers`. */
  readonly name: string;
  readonly title: string;
  readonly View: ComponentType;
}

const clusters: ViewDescription = { name: "clusters", title: "Clusters", View: ClustersView };

export const views: readonly ViewDescription[] = [
  clusters,
  { name: "triggers", title: "Triggers", View: TriggersView },
  { name: "functions", title: "Functions", View: FunctionsView },
  { name: "requests", title: "Requests", View: RequestsView },
  { name: "faults", title: "Faults", View: FaultsView },
  { name: "schedule", title: "Schedule", View: ScheduleView },
  { name: "state", title: "State", View: StateFileView },
];

/** The view of that name; the clusters for any other. */
export function viewAt(name: string): ViewDescription {
  return views.find((view) => view.name === name) ?? clusters;
}
