/** Triggers one by one, as the console and Terraform do (OpenAPI document, BaseTrigger). */
import { type AppDocument, type Entry, functionNameOf, nameOf, normalTrigger } from "../configuration/document";
import { badRequest, ServiceError } from "../errors";
import type { AppCall } from "../http/route";
import { isJsonObject, type JsonObject, readText, without } from "../json";
import { entryRoutes } from "./entry-routes";

export const TRIGGER_ROUTES = entryRoutes({
  kind: "triggers",
  idParam: "triggerId",
  read: readTrigger,
  describe: triggerOf,
  describeCreated: triggerOf,
});

/** The function may be named by its id or its name, at the top or in `event_processors`. */
function readTrigger({ document, readBody }: AppCall, id: string): Entry {
  const body = readBody();
  const functionId = functionIdIn(body);
  const named = functionId === undefined ? body : { ...body, function_name: nameOfFunction(document, functionId) };
  const content = normalTrigger({ ...named, name: readText(body, "name") });
  const name = nameOf(content);
  if (document.triggers.some((other) => other.name === name && other.id !== id)) {
    throw new ServiceError(409, "EventSubscriptionDuplicateName", `trigger name already in use: "${name}"`);
  }
  return { id, name, content };
}

function functionIdIn(body: JsonObject): string | undefined {
  const processors = isJsonObject(body.event_processors) ? body.event_processors : {};
  const processor = isJsonObject(processors.FUNCTION) ? processors.FUNCTION : {};
  const nested = isJsonObject(processor.config) ? processor.config.function_id : undefined;
  const id = body.function_id ?? nested;
  return typeof id === "string" && id !== "" ? id : undefined;
}

function nameOfFunction(document: AppDocument, id: string): string {
  if (!/^[0-9a-f]{24}$/.test(id)) throw badRequest(`"${id}" is not an ObjectID: name a function by its 24 hex digits`);
  const found = document.functions.find((entry) => entry.id === id);
  if (!found) throw badRequest(`invalid event processor config: there is no function with the id ${id}`);
  return found.name;
}

/** The service duplicates the function to both places (OpenAPI document, BaseTrigger). */
function triggerOf({ id, content }: Entry, document: AppDocument): JsonObject {
  const functionName = functionNameOf(content);
  const functionId = document.functions.find(({ name }) => name === functionName)?.id ?? "";
  const config = { function_id: functionId, function_name: functionName };
  return {
    _id: id,
    ...without(content, "event_processors"),
    ...config,
    event_processors: { FUNCTION: { type: "FUNCTION", config } },
  };
}
