import type { LocalAtlas } from "../../src/local/local-atlas";
import { MS_PER_HOUR } from "../../src/schedule/time-units";

export interface ClusterHours {
  readonly cluster: string;
  /** Hours at each tier; "paused" where no node ran. They sum to the length of the simulation. */
  readonly hoursByTier: Readonly<Record<string, number>>;
  /** The largest tier that the cluster had, and the hours it was not at that tier: what staying there would have cost more. */
  readonly largestTier: string;
  readonly hoursSaved: number;
  /** Whether analytics nodes, which may have a tier of their own, are among the nodes that are counted. */
  readonly countsAnalytics: boolean;
}

/** Hours are shares of node-hours, because all nodes of a demo cluster count alike; in the rest of the time none ran. */
export function tierHours(
  atlas: LocalAtlas,
  projectId: string,
  name: string,
  fromMs: number,
  untilMs: number,
): ClusterHours {
  const nodeHours = atlas.state.nodeHours(projectId, name, fromMs, untilMs);
  const all = atlas.state.cluster(projectId, name)?.nodes ?? [];
  const nodes = Math.max(all.length, 1);
  const totalHours = (untilMs - fromMs) / MS_PER_HOUR;
  const hoursByTier: Record<string, number> = {};
  let running = 0;
  for (const [tier, hours] of Object.entries(nodeHours)) {
    hoursByTier[tier] = hours / nodes;
    running += hours / nodes;
  }
  const paused = totalHours - running;
  if (paused > 0.001) hoursByTier.paused = paused;
  const tiers = Object.keys(nodeHours).sort((a, b) => numberOf(b) - numberOf(a));
  const largestTier = tiers[0] ?? "paused";
  return {
    cluster: name,
    hoursByTier,
    largestTier,
    hoursSaved: totalHours - (hoursByTier[largestTier] ?? 0),
    countsAnalytics: all.some(({ kind }) => kind === "analytics"),
  };
}

function numberOf(tier: string): number {
  return Number(/\d+/.exec(tier)?.[0] ?? 0);
}
