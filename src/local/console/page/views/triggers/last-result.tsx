import { visibleText } from "../../../lanes/visible-text";
import type { RunState, TriggerState } from "../../../protocol";
import { Instant } from "../../parts/instant";
import { addressOf } from "../../state/address";
import { useWorld } from "../../state/feed";
import { timesFired } from "./firings";
import { LostFiring } from "./lost-firing";

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
      {isLostLast && <LostFiring at={lastLostAt} {...{ appId, trigger, runs }} />}
      {run !== undefined && <Result run={run} firings={timesFired(run, runs)} />}
      {run === undefined && lastRunId !== null && <a href={addressOf("functions", "run", lastRunId)}>Its last run</a>}
      {lastRunId === null && !isLostLast && <span class="quiet">has not fired yet</span>}
      {!isLostLast && lastLostAt !== null && <LostFiring at={lastLostAt} {...{ appId, trigger, runs }} />}
    </>
  );
}

function Result({ run, firings }: { readonly run: RunState; readonly firings: number }) {
  return (
    <>
      <a href={addressOf("functions", "run", run.id)} class={run.isFailed ? "bad said" : "said"}>
        {run.isFailed && "✗ failed: "}
        {visibleText(run.says) || "It returned nothing"}
      </a>
      <div class="row trigger-when">
        <Instant at={run.startedAt} />
        {firings > 1 && <span class="warn">⚠ fired {firings === 2 ? "twice" : `${firings} times`}</span>}
      </div>
    </>
  );
}
