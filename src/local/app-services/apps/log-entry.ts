import { type Execution, MEMORY_ERROR_NAME, TIMEOUT_ERROR_NAME } from "../../function-runtime/execution";
import type { AppDocument } from "../configuration/document";
import type { LogEntry } from "./log-store";

/** Of a trigger's run, or of a run from the console. */
export function logEntryOf(execution: Execution, document: AppDocument, triggerName?: string): LogEntry {
  const { functionName, error } = execution;
  const idOf = (entries: readonly { readonly id: string; readonly name: string }[], name: string) =>
    entries.find((entry) => entry.name === name)?.id ?? "";
  return {
    id: execution.id,
    coId: execution.id,
    type: triggerName === undefined ? "FUNCTION" : "SCHEDULED_TRIGGER",
    startedMs: execution.startedAtMs,
    completedMs: execution.endedAtMs,
    functionId: idOf(document.functions, functionName),
    functionName,
    ...(triggerName === undefined ? {} : { trigger: { id: idOf(document.triggers, triggerName), name: triggerName } }),
    messages: execution.logs,
    ...(error === undefined
      ? {}
      : { error: { code: errorCodeOf(error.name), text: `${error.name}: ${error.message}` } }),
  };
}

/** The codes of MongoDB's client SDKs (realm-core, error_codes.hpp). */
function errorCodeOf(name: string): string {
  switch (name) {
    case TIMEOUT_ERROR_NAME:
      return "ExecutionTimeLimitExceeded";
    case MEMORY_ERROR_NAME:
      return "ExecutionMemoryLimitExceeded";
    default:
      return "FunctionExecutionError";
  }
}
