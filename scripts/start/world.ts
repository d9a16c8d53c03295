import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";
import type { AtlasState } from "../../src/local/admin-api/state/state";
import type { AppParts } from "../../src/local/app-folder/model";
import type { LoadCurve } from "../../src/local/workload/load-curve";
import type { Workload } from "../../src/local/workload/workload";
import { parseDocument } from "../../src/schedule/document/parse";
import { MS_PER_DAY } from "../../src/schedule/time-units";
import { sampleClusters } from "../lib/sample/sample-clusters";
import { windowLoad } from "../lib/sample/window-load";
import { oneOfEachKind } from "./clusters";
import { localKey, localProject, localServiceAccount } from "./defaults";

interface PlacedCluster {
  readonly projectId: string;
  readonly input: ClusterInput;
  /** Left out: what local Atlas gives a cluster that nobody gave a load. */
  readonly load?: LoadCurve;
}

/** So long the simulated load follows the windows; from then on it stays as it is. */
const loadDays = 60;

/** Projects, credentials and clusters of a local Atlas that starts anew. */
export function furnish(
  { state, workload }: { readonly state: AtlasState; readonly workload: Workload },
  clusters: readonly PlacedCluster[],
): void {
  const projectIds = new Set([localProject.id, ...clusters.map(({ projectId }) => projectId)]);
  for (const id of projectIds) state.addProject(id === localProject.id ? localProject : { id });
  const projects = Object.fromEntries([...projectIds].map((id) => [id, ["GROUP_OWNER"] as const]));
  state.addApiKey({ ...localKey, projects });
  state.addServiceAccount({ ...localServiceAccount, projects });
  for (const { projectId, input, load } of clusters) {
    state.addCluster(projectId, input);
    if (load !== undefined) workload.setLoad(projectId, input.name, load);
  }
}

/** What the app's schedule names, as it wants it just before the start, and one of each other kind. */
export function defaultClusters(parts: AppParts | null, startMs: number): readonly PlacedCluster[] {
  const scheduled = parts === null ? [] : scheduledClusters(parts, startMs);
  const names = new Set(scheduled.map(({ input }) => input.name));
  const others = oneOfEachKind.filter(({ name }) => !names.has(name));
  return [...scheduled, ...others.map((input) => ({ projectId: localProject.id, input }))];
}

/** An app without a schedule of ours has none. */
function scheduledClusters({ values }: AppParts, startMs: number): readonly PlacedCluster[] {
  const value = values
    .map(({ content }) => content as { name?: unknown; value?: unknown } | null)
    .find((content) => content?.name === "schedule");
  if (value === undefined) return [];
  const parsed = parseDocument(value?.value);
  const isOn = "config" in parsed && parsed.config.schedules.some(({ mode }) => mode !== "off");
  if (!isOn) return [];
  return sampleClusters(parsed.config, localProject.id, startMs).map((cluster) => {
    const load = windowLoad(cluster, startMs, startMs + loadDays * MS_PER_DAY);
    return { projectId: cluster.projectId, input: cluster.input, ...(load !== null && { load }) };
  });
}
