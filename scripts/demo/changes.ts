/** The changes of the simulation: what the functions requested of local Atlas, and when it was done with them. */

import type { LocalAtlas } from "../../src/local/local-atlas";

/** A change that a function requested and Atlas accepted. */
export interface AcceptedChange {
  readonly at: number;
  readonly project: string;
  readonly cluster: string;
  /** What was requested, in a word: "M50", "pause", "resume". */
  readonly asked: string;
  /** The tiers that the cluster was to have before and after, or "paused". */
  readonly from: string;
  readonly to: string;
  /** The bounds of auto-scaling that were requested ("M50-M80"); null: none. */
  readonly bounds: string | null;
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
  readonly autoScaling?: {
    readonly compute?: { readonly minInstanceSize?: string; readonly maxInstanceSize?: string };
  };
}

/** The end of a change, when all of its nodes are done. */
export interface FinishedChange {
  readonly at: number;
  readonly project: string;
  readonly cluster: string;
  /** The tiers that the nodes then run as ("M50"), or "paused". */
  readonly to: string;
}

export function acceptedPatches({ api, state }: LocalAtlas): AcceptedPatch[] {
  const submitted = state.history.filter(({ what }) => /^(?:pause-|resume-)?submitted$/.test(what));
  return api.requests
    .filter(({ method, status }) => method === "PATCH" && status === 200)
    .map(({ at, path, body }) => {
      const [, project = "", name = ""] = /\/groups\/([^/]+)\/clusters\/([^/]+)$/.exec(path) ?? [];
      const cluster = decodeURIComponent(name);
      const patched = (body ?? {}) as PatchedCluster;
      const change = submitted.find((one) => one.projectId === project && one.cluster === cluster && one.at >= at);
      const { from = "", to = "" } = change ?? {};
      return { at, project, cluster, asked: requestOf(patched), from, to, bounds: boundsOf(patched), body: patched };
    });
}

function boundsOf(body: PatchedCluster): string | null {
  const compute = regionsOf(body).map(({ autoScaling }) => autoScaling?.compute)[0];
  if (compute?.maxInstanceSize === undefined) return null;
  return `${compute.minInstanceSize ?? compute.maxInstanceSize}-${compute.maxInstanceSize}`;
}

/** The tiers in a label of local Atlas's history: "M10, M50 + analytics M30". Without a part of their own, analytics nodes have the others' tier. */
export function tiersIn(label: string): { readonly base: readonly string[]; readonly analytics: readonly string[] } {
  const [base = "", analytics = base] = label.split(" + analytics ");
  return { base: base.split(", "), analytics: analytics.split(", ") };
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
