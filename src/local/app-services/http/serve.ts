/** The way every request of the App Services Admin API takes: who, which project, which app, and then what. */

import { adminOf, checkOwner } from "../access/admin";
import { badRequest, errorBody, ServiceError } from "../errors";
import { isJsonObject, type JsonObject } from "../json";
import { BODY_BYTES_MAX } from "../limits";
import { type AdminCall, type AppCall, type Call, type GroupCall, param, type Reply, type Route } from "./route";

export async function serve(route: Route, call: Call): Promise<Reply> {
  try {
    switch (route.scope) {
      case "open":
        return await route.handle(call);
      case "admin":
        return await route.handle(asAdmin(call));
      case "group":
        return await route.handle(inGroup(call));
      case "app":
        return await route.handle(ofApp(call));
    }
  } catch (error) {
    return errorReply(error);
  }
}

export function errorReply(error: unknown): Reply {
  if (!(error instanceof ServiceError)) throw error;
  return { status: error.status, body: errorBody(error) };
}

function asAdmin(call: Call): AdminCall {
  return { ...call, admin: adminOf(call.state, call.sessions.publicKeyOf(call.authorization)) };
}

function inGroup(call: Call): GroupCall {
  const known = asAdmin(call);
  const groupId = param(call, "groupId");
  checkOwner(call.state, known.admin, groupId);
  const project = call.state.project(groupId);
  if (!project) throw new Error(`project ${groupId} went away`);
  return { ...known, project };
}

function ofApp(call: Call): AppCall {
  const known = inGroup(call);
  const app = call.apps.find(known.project.id, param(call, "appId"));
  return { ...known, app, document: app.documentFor(known.admin.userId) };
}

export function readJsonBody(bodyText: string): JsonObject {
  if (Buffer.byteLength(bodyText) > BODY_BYTES_MAX) {
    throw new ServiceError(413, "BadRequest", `request bodies are limited to ${BODY_BYTES_MAX} bytes`);
  }
  let value: unknown;
  try {
    value = bodyText === "" ? {} : JSON.parse(bodyText);
  } catch (error) {
    throw badRequest(`malformed JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isJsonObject(value)) throw badRequest("the body must be a JSON object");
  return value;
}
