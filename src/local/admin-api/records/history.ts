/** What happened to the clusters, for a timeline and for assertions; not part of the Admin API. */

import { HOUR_MS } from "../../clock/units";

export interface HistoryEntry {
  readonly at: number;
  readonly projectId: string;
  readonly cluster: string;
  readonly what:
    | "created"
    | "submitted"
    | "started"
    | "node-done"
    | "completed"
    | "pause-submitted"
    | "paused"
    | "resume-submitted"
    | "resumed"
    | "auto-scaled"
    | "deleted";
  /** The tiers before and after: `M10`, or `M30, M50` where nodes differ, or `paused`; those of the one node for `node-done`. */
  readonly from: string;
  readonly to: string;
  /** Who asked: a public key, client id or user name; `Atlas` for what Atlas does by itself. */
  readonly by?: string;
  readonly node?: string;
}

/** A time in which one node ran as one tier; without `until` it still does. */
export interface UsageSpan {
  readonly node: string;
  readonly tier: string;
  readonly from: number;
  until?: number;
}

/** Which tier every node of one cluster ran as, and when. */
export class Usage {
  readonly #spans: UsageSpan[] = [];
  readonly #open = new Map<string, UsageSpan>();

  get spans(): readonly UsageSpan[] {
    return this.#spans;
  }

  /** From `at` on the node runs as `tier`; without a tier it is gone. */
  record(node: string, tier: string | undefined, at: number): void {
    const open = this.#open.get(node);
    if (open?.tier === tier) return;
    if (open !== undefined) open.until = at;
    this.#open.delete(node);
    if (tier === undefined) return;
    const span: UsageSpan = { node, tier, from: at };
    this.#open.set(node, span);
    this.#spans.push(span);
  }

  /** Node-hours per tier in [from, until). */
  nodeHours(from: number, until: number): Record<string, number> {
    const hours: Record<string, number> = {};
    for (const span of this.#spans) {
      const overlap = Math.min(span.until ?? until, until) - Math.max(span.from, from);
      if (overlap > 0) hours[span.tier] = (hours[span.tier] ?? 0) + overlap / HOUR_MS;
    }
    return hours;
  }
}
