/** `POST /api/oauth/token` and `/revoke` (Atlas docs, "Generate an OAuth 2.0 token"). Errors are OAuth-shaped, but for the limit. */
import { sameText } from "../access/digest";
import type { OAuthTokens } from "../access/oauth-tokens";
import { errorReply } from "../http/error-reply";
import { ApiError } from "../http/errors";
import { type HttpRequest, jsonReply, type Reply } from "../http/http-types";
import { ACCESS_TOKEN_SECONDS } from "../limits";
import type { AtlasState } from "../state/state";

export function serveToken(request: HttpRequest, state: AtlasState, tokens: OAuthTokens): Reply {
  const clientId = authenticateClient(request, state);
  if (clientId === undefined) return oauthError(401, "invalid_client", "Client authentication failed.");
  const perMinute = state.settings.tokenRequestsPerMinute;
  if (!tokens.countRequest(clientId, perMinute)) return tooManyTokens(request.path, perMinute);
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.header("content-type") ?? "")) {
    return oauthError(400, "invalid_request", "The request must be form-encoded.");
  }
  const grantType = new URLSearchParams(request.bodyText).get("grant_type");
  if (grantType === null) return oauthError(400, "invalid_request", "grant_type is required.");
  if (grantType !== "client_credentials") {
    return oauthError(400, "unsupported_grant_type", "Only client_credentials is supported.");
  }
  const token = tokens.mint(clientId);
  if (token === undefined) {
    return oauthError(
      403,
      "access_denied",
      "Access Token limit reached. Please use the existing Access Tokens or create a new Service Account.",
    );
  }
  const body = { access_token: token, expires_in: ACCESS_TOKEN_SECONDS, token_type: "Bearer" };
  return { ...jsonReply(200, body), actor: clientId };
}

export function serveRevoke(request: HttpRequest, state: AtlasState, tokens: OAuthTokens): Reply {
  const clientId = authenticateClient(request, state);
  if (clientId === undefined) return oauthError(401, "invalid_client", "Client authentication failed.");
  const token = new URLSearchParams(request.bodyText).get("token");
  if (token === null) return oauthError(400, "invalid_request", "token is required.");
  tokens.revoke(clientId, token);
  return { status: 200, headers: {}, body: "", actor: clientId };
}

/** Basic credentials, taken as they stand: Atlas does not decode form-encoded ids and secrets (public client code). */
function authenticateClient(request: HttpRequest, state: AtlasState): string | undefined {
  const encoded = /^basic (\S+)$/i.exec(request.header("authorization") ?? "")?.[1];
  const text = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = text.indexOf(":");
  const clientId = text.slice(0, Math.max(colon, 0));
  const secret = state.credentials.clientSecretOf(clientId);
  return secret !== undefined && sameText(secret, text.slice(colon + 1)) ? clientId : undefined;
}

/** Not OAuth's shape but the ordinary one (terraform-provider-mongodbatlas#3791); that it counts by client is assumed. */
function tooManyTokens(path: string, perMinute: number): Reply {
  const detail = `Resource ${path} is limited to ${perMinute} requests every 1 minutes.`;
  return errorReply(new ApiError(429, "RATE_LIMITED", detail, [path, perMinute, 1]));
}

function oauthError(status: number, error: string, description: string): Reply {
  return { ...jsonReply(status, { error, error_description: description }), errorCode: error };
}
