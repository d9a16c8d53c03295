/** Sessions: log in, refresh, who am I (App Services Admin API docs, "Get Authentication Tokens"; recorded). */
import { createHash } from "node:crypto";
import { logIn } from "../access/admin";
import { ServiceError } from "../errors";
import { type AdminCall, type Call, created, ok, param, type Reply, type Route } from "../http/route";
import { readText } from "../json";

export const AUTH_ROUTES: readonly Route[] = [
  { method: "POST", path: "/auth/providers/:provider/login", scope: "open", handle: login },
  { method: "POST", path: "/auth/session", scope: "open", handle: refresh },
  { method: "GET", path: "/auth/profile", scope: "admin", handle: profile },
];

function login(call: Call): Reply {
  const provider = param(call, "provider");
  if (provider !== "mongodb-cloud") {
    throw new ServiceError(404, "AuthProviderNotFound", `authentication provider not found: "${provider}"`);
  }
  const body = call.readBody();
  const admin = logIn(call.state, readText(body, "username"), readText(body, "apiKey"));
  const { accessToken, refreshToken } = call.sessions.begin(admin.publicKey);
  const deviceId = createHash("sha256").update(`device ${admin.publicKey}`).digest("hex").slice(0, 24);
  return ok({
    access_token: accessToken,
    refresh_token: refreshToken,
    user_id: admin.userId,
    device_id: deviceId,
  });
}

function refresh(call: Call): Reply {
  return created({ access_token: call.sessions.refresh(call.authorization) });
}

function profile({ admin }: AdminCall): Reply {
  return ok({
    user_id: admin.userId,
    identities: [{ id: admin.userId, provider_type: "mongodb-cloud" }],
    data: { name: admin.publicKey },
    type: "normal",
    roles: admin.roles,
  });
}
