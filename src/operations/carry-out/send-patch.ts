import { ConnectionError } from "../../atlas/errors";
import { patchCluster } from "../../atlas/requests";
import type { PatchBody } from "../../cluster/patch/patch-body";
import type { Run } from "../run/run";

/**
 * The one way in which anything is changed in Atlas. Rejects as the client does, and where the answer is not the new
 * description of the cluster (OpenAPI document, updateCluster): then nobody knows what was done.
 */
export async function sendPatch(run: Run, projectId: string, clusterName: string, body: PatchBody): Promise<void> {
  const request = patchCluster(projectId, clusterName, body);
  const answer = (await run.client.call(request)) as { name?: unknown } | null;
  if (answer?.name !== clusterName) throw new ConnectionError(request, "the answer is not about this cluster", true);
}
