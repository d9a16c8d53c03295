/** Which of the runs are listed. Pure. */
import type { RunState } from "../../../protocol";

export interface RunFilter {
  readonly outcome: "all" | "failed" | "changed";
  /** A trigger's name; `BY_HAND`: runs that somebody asked for; null: of any cause. */
  readonly trigger: string | null;
  /** Runs of the console's own, which only look. */
  readonly hasLooks: boolean;
}

export const BY_HAND = "";

/** Newest first. */
export function filteredRuns(runs: readonly RunState[], filter: RunFilter): readonly RunState[] {
  return runs.filter((run) => isListed(run, filter)).reverse();
}

function isListed({ isFailed, changes, cause, trigger }: RunState, filter: RunFilter): boolean {
  if (filter.outcome === "failed" && !isFailed) return false;
  if (filter.outcome === "changed" && changes === 0) return false;
  if (cause === "look" && !filter.hasLooks) return false;
  if (filter.trigger === null) return true;
  return filter.trigger === BY_HAND ? cause === "console" : trigger === filter.trigger;
}
