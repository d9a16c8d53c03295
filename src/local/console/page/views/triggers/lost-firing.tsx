import { visibleText } from "../../../lanes/visible-text";
import type { RunState, TriggerState } from "../../../protocol";
import { Instant } from "../../parts/instant";
import { addressOf } from "../../state/address";
import { utcText } from "../../state/instants";
import { madeUpFor } from "./firings";

interface LostFiringProps {
  readonly at: number;
  readonly appId: string;
  readonly trigger: TriggerState;
  readonly runs: readonly RunState[];
}

/** A missed run is no harm: a later one does what it would have done, and this says which. */
export function LostFiring({ at, appId, trigger: { functionName }, runs }: LostFiringProps) {
  const run = madeUpFor({ at, appId, functionName }, runs);
  return (
    <div class="trigger-lost">
      <div class="warn">⚠ A firing was lost</div>
      <Instant at={at} />
      <div>
        {run === null ? (
          <span class="quiet">The next good run of {visibleText(functionName)} makes up for it.</span>
        ) : (
          <>
            Made up for by <a href={addressOf("functions", "run", run.id)}>the run at {utcText(run.startedAt)}</a>
          </>
        )}
      </div>
    </div>
  );
}
