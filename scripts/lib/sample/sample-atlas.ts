import { randomBytes } from "node:crypto";
import type { ClusterInput } from "../../../src/local/admin-api/clusters/cluster-input";
import { type LocalAtlas, type LocalAtlasOptions, startLocalAtlas } from "../../../src/local/local-atlas";
import type { TriggerRun } from "../../../src/local/triggers/scheduler";

export interface SampleAtlasOptions {
  /** The built app folder. */
  readonly dir: string;
  /** The project that the app lives in. */
  readonly projectId: string;
  readonly clusters: readonly { readonly projectId: string; readonly input: ClusterInput }[];
  readonly startMs: number;
  /** The environment of the app; without it, the one that its configuration names. */
  readonly environment?: string;
  readonly onRun?: (run: TriggerRun) => void;
  readonly watchRequests?: NonNullable<LocalAtlasOptions["watchRequests"]>;
}

/** A local Atlas with these clusters and a key made up for it, which it checks as Atlas does. Its latencies were recorded from Atlas. */
export async function startSampleAtlas(options: SampleAtlasOptions): Promise<LocalAtlas> {
  const { dir, projectId, startMs, environment, onRun, watchRequests } = options;
  const publicKey = "demokey1";
  const privateKey = randomBytes(16).toString("hex");
  const atlas = await startLocalAtlas({
    appDir: dir,
    startMs,
    project: { id: projectId },
    secrets: { "atlas-public-key": publicKey, "atlas-private-key": privateKey },
    settings: { readLatencyMs: 125, writeLatencyMs: 750 },
    ...(environment !== undefined && { environment }),
    ...(onRun !== undefined && { onRun }),
    ...(watchRequests !== undefined && { watchRequests }),
  });
  try {
    furnish(atlas, options, { publicKey, privateKey });
    return atlas;
  } catch (error) {
    await atlas.stop();
    throw error;
  }
}

function furnish(
  { state }: LocalAtlas,
  { projectId, clusters }: SampleAtlasOptions,
  key: { readonly publicKey: string; readonly privateKey: string },
): void {
  const projectIds = new Set([projectId, ...clusters.map((cluster) => cluster.projectId)]);
  for (const id of projectIds) if (state.project(id) === undefined) state.addProject({ id });
  const projects = Object.fromEntries([...projectIds].map((id) => [id, ["GROUP_CLUSTER_MANAGER"] as const]));
  state.addApiKey({ ...key, projects });
  for (const cluster of clusters) state.addCluster(cluster.projectId, cluster.input);
}
