/** What became of the firings of a trigger, as the runs tell. Pure. */
import type { RunState } from "../../../protocol";

/** Atlas promises at least once: how often the firing of this run came. */
export function timesFired({ appId, trigger, scheduledAt }: RunState, runs: readonly RunState[]): number {
  if (scheduledAt === null) return 1;
  return runs.filter((run) => run.scheduledAt === scheduledAt && run.trigger === trigger && run.appId === appId).length;
}

/**
 * The run that did what a lost one would have done: the first good one of the same function that any trigger began
 * later. `runs` are oldest first; null: it is still to come, or so long ago that it is not among them.
 */
export function madeUpFor(
  lost: { readonly at: number; readonly appId: string; readonly functionName: string },
  runs: readonly RunState[],
): RunState | null {
  const isLater = ({ startedAt }: RunState) => startedAt > lost.at;
  const found = runs.findIndex(
    (run) => isLater(run) && run.cause === "trigger" && !run.isFailed && isOf(run, lost.appId, lost.functionName),
  );
  return runs[found] ?? null;
}

function isOf(run: RunState, appId: string, functionName: string): boolean {
  return run.appId === appId && run.functionName === functionName;
}
