/** `GET …/logs` with its filters and pages (OpenAPI document, adminGetLogs; realm-cli, logs.go). */
import type { LogEntry, LogQuery } from "../apps/log-store";
import { invalidParameter } from "../errors";
import { type AppCall, ok, type Reply, type Route } from "../http/route";
import type { JsonObject } from "../json";
import { LOGS_PER_PAGE } from "../limits";
import type { AppFacts } from "../model";

export const LOG_ROUTES: readonly Route[] = [
  { method: "GET", path: "/groups/:groupId/apps/:appId/logs", scope: "app", handle: listLogs },
];

function listLogs({ app, query, state }: AppCall): Reply {
  const { entries, next } = app.logs.list(readQuery(query), state.clock.now());
  return ok({
    logs: entries.map((entry) => logOf(entry, app.facts)),
    ...(next === undefined ? {} : { nextEndDate: iso(next.endMs) }),
    ...(next === undefined || next.skip === 0 ? {} : { nextSkip: next.skip }),
  });
}

/** `errors_only` counts by being there, whatever it says. */
function readQuery(query: URLSearchParams): LogQuery {
  const coId = query.get("co_id");
  const startMs = readDate(query, "start_date");
  const endMs = readDate(query, "end_date");
  return {
    errorsOnly: query.has("errors_only"),
    types: (query.get("type") ?? "").split(",").filter((type) => type !== ""),
    ...(coId === null ? {} : { coId }),
    ...(startMs === undefined ? {} : { startMs }),
    ...(endMs === undefined ? {} : { endMs }),
    skip: readWhole(query, "skip", 0, Number.MAX_SAFE_INTEGER, 0),
    limit: readWhole(query, "limit", 1, LOGS_PER_PAGE, LOGS_PER_PAGE),
  };
}

function readDate(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  const ms = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw invalidParameter(`${name} must be a date in ISO 8601, not "${text}"`);
  return ms;
}

function readWhole(query: URLSearchParams, name: string, least: number, most: number, byDefault: number): number {
  const text = query.get(name);
  if (text === null || text === "") return byDefault;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw invalidParameter(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
}

const iso = (ms: number) => new Date(ms).toISOString();

function logOf(entry: LogEntry, facts: AppFacts): JsonObject {
  const { trigger, error } = entry;
  return {
    _id: entry.id,
    co_id: entry.coId,
    type: entry.type,
    domain_id: facts.domainId,
    app_id: facts.id,
    group_id: facts.groupId,
    request_url: "",
    request_method: "",
    started: iso(entry.startedMs),
    completed: iso(entry.completedMs),
    function_id: entry.functionId,
    function_name: entry.functionName,
    ...(trigger === undefined ? {} : { event_subscription_id: trigger.id, event_subscription_name: trigger.name }),
    ...(error === undefined ? {} : { error: error.text, error_code: error.code }),
    messages: entry.messages.length === 0 ? null : entry.messages,
    status: error === undefined ? 200 : 400,
  };
}
