/** What a simulation leaves to tell beside its result: for the pictures, and for the details of a report. */
import type { LocalAtlas } from "../../../src/local/local-atlas";
import type { SampleCluster } from "../../lib/sample/sample-clusters";
import { type ClusterLane, clusterLanes } from "./lanes";
import { type NodeChange, nodeChanges } from "./node-changes";
import type { AskedChange } from "./watch-changes";

export interface DemoStory {
  readonly lanes: readonly ClusterLane[];
  readonly asked: readonly AskedChange[];
  readonly nodes: readonly NodeChange[];
  /** The trigger of each run, by the run's id. */
  readonly triggerByRun: ReadonlyMap<string, string>;
  /** Clusters that have no lane, because there are so many. */
  readonly clustersLeftOut: number;
}

export function demoStory(
  atlas: LocalAtlas,
  clusters: readonly SampleCluster[],
  asked: readonly AskedChange[],
  span: { readonly from: number; readonly until: number },
): DemoStory {
  const lanes = clusterLanes(atlas, clusters, span.from, span.until);
  return {
    lanes,
    asked,
    nodes: nodeChanges(atlas.state.history),
    triggerByRun: new Map(atlas.scheduler.runs.map(({ trigger, execution }) => [execution.id, trigger])),
    clustersLeftOut: clusters.length - lanes.length,
  };
}
