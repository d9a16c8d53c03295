import { patchCluster } from "../../atlas/requests";
import type { PatchBody } from "../../cluster/patch/patch-body";
import type { Run } from "../run/run";

/** The one way in which anything is changed in Atlas. Rejects as the client does. */
export async function sendPatch(run: Run, projectId: string, clusterName: string, body: PatchBody): Promise<void> {
  await run.client.call(patchCluster(projectId, clusterName, body));
}
