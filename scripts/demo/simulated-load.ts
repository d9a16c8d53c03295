/** The simulated load of the demo's clusters, and what each change of tier did to their latency. */
import type { LocalAtlas } from "../../src/local/local-atlas";
import type { Comparison, OnTier } from "../../src/local/workload/workload";
import type { SampleCluster } from "../lib/sample/sample-clusters";
import { windowLoad } from "../lib/sample/window-load";

export interface SimulatedLoad {
  readonly about: string;
  readonly comparisons: readonly Comparison[];
  /** The steps that auto-scaling made by the load. */
  readonly autoScaled: readonly AutoScaled[];
}

export interface AutoScaled {
  readonly at: number;
  readonly cluster: string;
  readonly from: string;
  readonly to: string;
}

const about =
  "Load and latency are simulated: an illustration by the formula in src/local/README.md, not a measurement.";

export const noLoad: SimulatedLoad = { about, comparisons: [], autoScaled: [] };

/** The load follows the windows; auto-scaling follows the load where a cluster has it. */
export function loadClusters(
  { workload }: LocalAtlas,
  clusters: readonly SampleCluster[],
  fromMs: number,
  untilMs: number,
): void {
  for (const cluster of clusters) {
    const curve = windowLoad(cluster, fromMs, untilMs);
    if (curve !== null) workload.setLoad(cluster.projectId, cluster.input.name, curve);
  }
  workload.setAutoScaling(clusters.some(({ input }) => input.autoScaling !== undefined));
}

export function simulatedLoad({ workload, state }: LocalAtlas): SimulatedLoad {
  const autoScaled = state.history
    .filter(({ what }) => what === "auto-scaled")
    .map(({ at, cluster, from, to }) => ({ at, cluster, from, to }));
  return { about, comparisons: workload.comparisons(), autoScaled };
}

interface Row {
  readonly at: number;
  readonly text: string;
}

/** For the timeline. */
export function loadRows({ comparisons, autoScaled }: SimulatedLoad): readonly Row[] {
  return [
    ...autoScaled.map(({ at, cluster, from, to }) => ({
      at,
      text: `  ${cluster}: auto-scaled by its load, ${from} to ${to}`,
    })),
    ...comparisons.map((one) => ({ at: one.at, text: `    ${describeComparison(one)}` })),
  ];
}

/** "Cluster0, simulated: 4,800 operations/s take 150 ms on M10 (saturated), 5 ms on M50". */
function describeComparison({ cluster, load, before, after }: Comparison): string {
  const operations = String(load).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${cluster}, simulated: ${operations} operations/s take ${describeLatency(before)}, ${describeLatency(after)}`;
}

function describeLatency({ tier, latencyMs, saturated }: OnTier): string {
  return `${latencyMs} ms on ${tier}${saturated ? " (saturated)" : ""}`;
}
