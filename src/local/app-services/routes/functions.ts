/** Functions one by one, and running one from the console (OpenAPI document; recorded). */
import { EJSON } from "bson";
import type { Execution } from "../../function-runtime/execution";
import { type FunctionEntry, nameOf, normalFunction } from "../configuration/document";
import { absent, invalidParameter, missingParameter, notFound, ServiceError } from "../errors";
import { type AppCall, created, noContent, ok, param, type Reply, type Route } from "../http/route";
import { type JsonObject, readList, readText } from "../json";
import { functionWithId, withFunctions } from "./entries";

const FUNCTIONS = "/groups/:groupId/apps/:appId/functions";

export const FUNCTION_ROUTES: readonly Route[] = [
  { method: "GET", path: FUNCTIONS, scope: "app", handle: listFunctions },
  { method: "POST", path: FUNCTIONS, scope: "app", handle: createFunction },
  { method: "GET", path: `${FUNCTIONS}/:functionId`, scope: "app", handle: getFunction },
  { method: "PUT", path: `${FUNCTIONS}/:functionId`, scope: "app", handle: updateFunction },
  { method: "DELETE", path: `${FUNCTIONS}/:functionId`, scope: "app", handle: deleteFunction },
  { method: "POST", path: "/groups/:groupId/apps/:appId/debug/execute_function", scope: "app", handle: execute },
];

function listFunctions({ document, app }: AppCall): Reply {
  const lastModified = Math.floor(app.lastModifiedMs / 1000);
  return ok(document.functions.map(({ id, name }) => ({ _id: id, name, last_modified: lastModified })));
}

function getFunction(call: AppCall): Reply {
  const { id, content, source } = functionWithId(call.document, param(call, "functionId"));
  return ok({ _id: id, ...content, source });
}

async function createFunction(call: AppCall): Promise<Reply> {
  const entry = readFunction(call.readBody(), call.newId());
  if (call.document.functions.some(({ name }) => name === entry.name)) throw duplicate(entry.name);
  await call.app.change(call.admin.userId, withFunctions(call.document, [...call.document.functions, entry]));
  return created({ _id: entry.id, name: entry.name });
}

async function updateFunction(call: AppCall): Promise<Reply> {
  const known = functionWithId(call.document, param(call, "functionId"));
  const entry = readFunction(call.readBody(), known.id);
  const others = call.document.functions.filter(({ id }) => id !== known.id);
  if (others.some(({ name }) => name === entry.name)) throw duplicate(entry.name);
  const functions = call.document.functions.map((one) => (one.id === known.id ? entry : one));
  await call.app.change(call.admin.userId, withFunctions(call.document, functions));
  return noContent;
}

async function deleteFunction(call: AppCall): Promise<Reply> {
  const known = functionWithId(call.document, param(call, "functionId"));
  const functions = call.document.functions.filter(({ id }) => id !== known.id);
  await call.app.change(call.admin.userId, withFunctions(call.document, functions));
  return noContent;
}

function readFunction(body: JsonObject, id: string): FunctionEntry {
  const content = normalFunction({ ...body, name: readText(body, "name") });
  return { id, name: nameOf(content), content, source: readText(body, "source") };
}

const duplicate = (name: string) =>
  new ServiceError(409, "FunctionDuplicateName", `function name already in use: "${name}"`);

/** Runs what is deployed, not what is in a draft. */
async function execute(call: AppCall): Promise<Reply> {
  checkRunner(call.query);
  const body = call.readBody();
  const name = readText(body, "name");
  if (!call.app.live.functions.some((entry) => entry.name === name)) throw notFound("function", name);
  const args = readList(EJSON.parse(JSON.stringify(readList(body.arguments, "arguments"))), "arguments");
  const execution = await call.app.run(name, args, call.hold);
  if (!execution) throw notFound("function", name);
  return ok(resultOf(execution));
}

/** `run_as_system` or `user_id`, one of them (OpenAPI document). Local Atlas has no users. */
function checkRunner(query: URLSearchParams): void {
  const isSystem = query.get("run_as_system") === "true";
  const userId = query.get("user_id") ?? "";
  if (isSystem && userId !== "") throw invalidParameter("cannot specify both run_as_system and user_id");
  if (userId !== "") throw absent("users: run the function as the system user");
  if (!isSystem) throw missingParameter("run_as_system");
}

function resultOf(execution: Execution): JsonObject {
  const { error, resultEjson, logs, errorLogs, startedAtMs, endedAtMs } = execution;
  return {
    ...(error === undefined ? { result: JSON.parse(resultEjson ?? "null") } : {}),
    logs: logs.length === 0 ? null : logs,
    error_logs: errorLogs.length === 0 ? null : errorLogs,
    ...(error === undefined ? {} : { error: error.stack ?? `${error.name}: ${error.message}` }),
    stats: { execution_time: `${endedAtMs - startedAtMs}ms` },
  };
}
