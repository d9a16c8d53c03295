/** `triggers/*.json`. Source: Atlas docs, "Scheduled Triggers", "Trigger Configuration Files". */
import { parseAtlasCron } from "../triggers/cron";
import type { AppPart, ScheduledTrigger } from "./model";
import { isObject, type JsonObject, type Report, readFlag, readText, refuseRepeats } from "./read-json";

export function checkTriggers(
  parts: readonly AppPart[],
  functionNames: ReadonlySet<string>,
  report: Report,
): readonly ScheduledTrigger[] {
  const triggers = parts.map((part) => checkTrigger(part, functionNames, report));
  refuseRepeats(triggers, "trigger", report);
  return triggers.map(({ where: _, ...trigger }) => trigger);
}

function checkTrigger(
  { where, content }: AppPart,
  functionNames: ReadonlySet<string>,
  report: Report,
): ScheduledTrigger & { readonly where: string } {
  const trigger = isObject(content) ? content : {};
  if (!isObject(content)) report(where, "must be a JSON object");
  const name = readText(trigger, "name", where, report);
  if (name !== "" && !/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    report(`${where}: name`, `"${name}" must be at most 64 letters, digits, - or _`);
  }
  if (trigger.type !== "SCHEDULED") {
    report(`${where}: type`, `is ${JSON.stringify(trigger.type)}: local Atlas offers SCHEDULED triggers only`);
  }
  const config = isObject(trigger.config) ? trigger.config : {};
  const functionName = functionNameOf(trigger, where, report);
  if (functionName !== "" && !functionNames.has(functionName)) {
    report(`${where}: function_name`, `there is no function ${functionName}`);
  }
  return {
    where,
    name,
    schedule: checkSchedule(config, where, report),
    functionName,
    isDisabled: readFlag(trigger, "disabled", where, report),
    skipsCatchup: readFlag(config, "skip_catchup_events", `${where}: config`, report),
  };
}

function checkSchedule(config: JsonObject, where: string, report: Report): string {
  const schedule = readText(config, "schedule", `${where}: config`, report);
  const parsed = schedule === "" ? undefined : parseAtlasCron(schedule);
  if (parsed && "problem" in parsed) report(`${where}: config.schedule`, parsed.problem);
  return schedule;
}

/** Newer exports nest it: `event_processors.FUNCTION.config.function_name`. */
function functionNameOf(trigger: JsonObject, where: string, report: Report): string {
  const processors = isObject(trigger.event_processors) ? trigger.event_processors : {};
  const processor = isObject(processors.FUNCTION) ? processors.FUNCTION : {};
  const nested = isObject(processor.config) ? processor.config.function_name : undefined;
  if (trigger.function_name === undefined && typeof nested === "string") return nested;
  return readText(trigger, "function_name", where, report);
}
