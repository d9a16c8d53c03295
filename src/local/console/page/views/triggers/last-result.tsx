import { visibleText } from "../../../lanes/visible-text";
import type { RunState, TriggerState } from "../../../protocol";
import { Instant } from "../../parts/instant";
import { addressOf } from "../../state/address";
import { useWorld } from "../../state/feed";

interface LastResultProps {
  readonly appId: string;
  readonly trigger: TriggerState;
}

export function LastResult({ appId, trigger }: LastResultProps) {
  const runs = useWorld((world) => world.runs);
  const { lastRunId, lastLostAt } = trigger;
  const run = lastRunId === null ? undefined : runs.find(({ id }) => id === lastRunId);
  const isLostLast = lastLostAt !== null && lastLostAt > (run?.scheduledAt ?? Number.NEGATIVE_INFINITY);
  return (
    <>
      {isLostLast && <Lost at={lastLostAt}>⚠ A firing was lost; the next run makes up for it</Lost>}
      {run !== undefined && <Result run={run} firings={firingsLike(run, appId, runs)} />}
      {run === undefined && lastRunId !== null && <a href={addressOf("functions", "run", lastRunId)}>Its last run</a>}
      {lastRunId === null && !isLostLast && <span class="quiet">has not fired yet</span>}
      {!isLostLast && lastLostAt !== null && <Lost at={lastLostAt}>⚠ A firing before that was lost</Lost>}
    </>
  );
}

function Lost({ at, children }: { readonly at: number; readonly children: string }) {
  return (
    <div class="trigger-lost">
      <div class="warn">{children}</div>
      <Instant at={at} />
    </div>
  );
}

function Result({ run, firings }: { readonly run: RunState; readonly firings: number }) {
  return (
    <>
      <a href={addressOf("functions", "run", run.id)} class={run.isFailed ? "bad said" : "said"}>
        {run.isFailed && "✗ failed: "}
        {visibleText(run.says)}
      </a>
      <div class="row trigger-when">
        <Instant at={run.startedAt} />
        {firings > 1 && <span class="warn">⚠ fired {firings === 2 ? "twice" : `${firings} times`}</span>}
      </div>
    </>
  );
}

/** Atlas promises at least once: how often this firing came. */
function firingsLike({ trigger, scheduledAt }: RunState, appId: string, runs: readonly RunState[]): number {
  if (scheduledAt === null) return 1;
  return runs.filter((run) => run.scheduledAt === scheduledAt && run.trigger === trigger && run.appId === appId).length;
}
