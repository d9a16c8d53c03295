/** Values one by one. The value of a Secret is never shown: such a Value holds its name. */
import { type Entry, nameOf, normalValue } from "../configuration/document";
import { missingParameter, ServiceError } from "../errors";
import { type AppCall, created, noContent, ok, param, type Reply, type Route } from "../http/route";
import { type JsonObject, readText } from "../json";
import { entryWithId, withEntry, withoutEntry } from "./entries";

const VALUES = "/groups/:groupId/apps/:appId/values";

export const VALUE_ROUTES: readonly Route[] = [
  { method: "GET", path: VALUES, scope: "app", handle: listValues },
  { method: "POST", path: VALUES, scope: "app", handle: createValue },
  { method: "GET", path: `${VALUES}/:valueId`, scope: "app", handle: getValue },
  { method: "PUT", path: `${VALUES}/:valueId`, scope: "app", handle: updateValue },
  { method: "DELETE", path: `${VALUES}/:valueId`, scope: "app", handle: deleteValue },
];

function listValues({ document }: AppCall): Reply {
  return ok(document.values.map(describeValue));
}

function getValue(call: AppCall): Reply {
  return ok(describeValue(entryWithId(call.document, "values", param(call, "valueId"))));
}

async function createValue(call: AppCall): Promise<Reply> {
  const entry = readValue(call, call.newId());
  await call.app.change(call.admin.userId, withEntry(call.document, "values", entry));
  return created({ _id: entry.id, name: entry.name });
}

async function updateValue(call: AppCall): Promise<Reply> {
  const known = entryWithId(call.document, "values", param(call, "valueId"));
  await call.app.change(call.admin.userId, withEntry(call.document, "values", readValue(call, known.id)));
  return noContent;
}

async function deleteValue(call: AppCall): Promise<Reply> {
  const known = entryWithId(call.document, "values", param(call, "valueId"));
  await call.app.change(call.admin.userId, withoutEntry(call.document, "values", known.id));
  return noContent;
}

function readValue({ document, readBody }: AppCall, id: string): Entry {
  const body = readBody();
  const name = readText(body, "name");
  if (body.value === undefined) throw missingParameter("value");
  if (document.values.some((other) => other.name === name && other.id !== id)) {
    throw new ServiceError(409, "ValueDuplicateName", `value name already in use: "${name}"`);
  }
  const content = normalValue(body);
  return { id, name: nameOf(content), content };
}

const describeValue = ({ id, content }: Entry): JsonObject => ({ _id: id, ...content });
