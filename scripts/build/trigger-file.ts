import type { TriggerPlan } from "../../src/schedule/triggers/triggers";

/** `skip_catchup_events`: what a missed run would have done, the next one does (App Services docs: scheduled triggers). */
export function triggerFile({ name, schedule }: TriggerPlan): object {
  return {
    name,
    type: "SCHEDULED",
    config: { schedule, skip_catchup_events: true },
    function_name: "reconcile",
    disabled: false,
  };
}

/** The function that a trigger file calls, in the older form and in the one with event processors; undefined: none. */
export function calledFunction(content: unknown): unknown {
  const { function_name, event_processors } = (content ?? {}) as {
    function_name?: unknown;
    event_processors?: { FUNCTION?: { config?: { function_name?: unknown } } };
  };
  return function_name ?? event_processors?.FUNCTION?.config?.function_name;
}
