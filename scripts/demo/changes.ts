/** The changes of the simulation: what the functions requested of local Atlas, and when it was done with them. */

import type { LocalAtlas } from "../../src/local/local-atlas";

/** A change that a function requested and Atlas accepted. */
export interface AcceptedChange {
  readonly at: number;
  readonly project: string;
  readonly cluster: string;
  /** What was requested, in a word: "M50", "pause", "resume". */
  readonly asked: string;
}

/** An accepted change and the body of its PATCH. */
export interface AcceptedPatch extends AcceptedChange {
  readonly body: PatchedCluster;
}

/** The parts of a PATCH that say what was requested. */
export interface PatchedCluster {
  readonly paused?: boolean;
  readonly replicationSpecs?: readonly { readonly regionConfigs?: readonly PatchedRegion[] }[];
}

export interface PatchedRegion {
  readonly electableSpecs?: { readonly instanceSize?: string };
  readonly analyticsSpecs?: { readonly instanceSize?: string };
  readonly autoScaling?: { readonly compute?: { readonly maxInstanceSize?: string } };
}

/** The end of a change, when all of its nodes are done. */
export interface FinishedChange {
  readonly at: number;
  readonly project: string;
  readonly cluster: string;
  /** The tiers that the nodes then run as ("M50"), or "paused". */
  readonly to: string;
}

export function acceptedPatches({ api }: LocalAtlas): AcceptedPatch[] {
  return api.requests
    .filter(({ method, status }) => method === "PATCH" && status === 200)
    .map(({ at, path, body }) => {
      const [, project = "", cluster = ""] = /\/groups\/([^/]+)\/clusters\/([^/]+)$/.exec(path) ?? [];
      const patched = (body ?? {}) as PatchedCluster;
      return { at, project, cluster: decodeURIComponent(cluster), asked: requestOf(patched), body: patched };
    });
}

/** The emulator notes the end of a pause twice, as a change and as a pause; so it does for a resume. One of them is enough. */
export function finishedChanges({ state }: LocalAtlas): FinishedChange[] {
  const byInstant = new Map<string, FinishedChange>();
  for (const { at, projectId, cluster, what, to } of state.history) {
    if (what !== "completed" && what !== "paused" && what !== "resumed") continue;
    byInstant.set(`${at} ${projectId} ${cluster}`, { at, project: projectId, cluster, to });
  }
  return [...byInstant.values()];
}

export function regionsOf({ replicationSpecs = [] }: PatchedCluster): PatchedRegion[] {
  return replicationSpecs.flatMap(({ regionConfigs = [] }) => regionConfigs);
}

/** What a PATCH requests, in a word: "M50", "pause", "resume". */
export function requestOf(body: PatchedCluster): string {
  if (body.paused !== undefined) return body.paused ? "pause" : "resume";
  const sizes = regionsOf(body).map(({ electableSpecs }) => electableSpecs?.instanceSize);
  return [...new Set(sizes.filter((size) => size !== undefined))].join(", ");
}
