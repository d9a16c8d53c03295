import { base64OfAscii } from "./base64";
import type { Credentials } from "./credentials";
import { AtlasError, ConnectionError, type RequestFacts, readCode, readRetryAfter } from "./errors";
import type { HttpRequest, HttpResponse } from "./http";
import { parseObject } from "./json";

type ServiceAccount = Extract<Credentials, { kind: "service-account" }>;

export const tokenFacts: RequestFacts = {
  purpose: "grant the service account an access token",
  method: "POST",
  path: "/api/oauth/token",
};

/**
 * OAuth 2.0 client credentials. The raw `id:secret` is encoded, never form-encoded first: both contain "_" (Atlas docs:
 * generate an OAuth 2.0 token).
 */
export function tokenRequest(baseUrl: string, account: ServiceAccount): HttpRequest {
  return {
    method: "POST",
    url: baseUrl.replace(/\/api\/atlas\/v2$/, "") + tokenFacts.path,
    headers: {
      Authorization: `Basic ${base64OfAscii(`${account.clientId}:${account.clientSecret}`)}`,
      "Content-Type": "application/x-www-form-urlencoded",
      Accept: "application/json",
      "Cache-Control": "no-cache",
    },
    body: "grant_type=client_credentials",
  };
}

/**
 * The token of a 200 answer `{access_token, expires_in, token_type}`. Errors are OAuth-shaped: `{error,
 * error_description}`; that of its rate limit has the shape of the Admin API (terraform provider, issue 3791).
 */
export function readToken(response: HttpResponse): string {
  const body = parseObject(response.body);
  if (response.status === 200 && typeof body.access_token === "string") return body.access_token;
  if (response.status === 200) throw new ConnectionError(tokenFacts, "its answer has no access_token", true);
  const detail = [body.error_description, body.detail].find((text) => typeof text === "string");
  throw new AtlasError({
    ...tokenFacts,
    status: response.status,
    code: readOAuthCode(body.error) ?? readCode(body.errorCode, response.headers["x-error-code"]),
    detail: typeof detail === "string" ? detail.slice(0, 300) : "",
    retryAfterMs: readRetryAfter(response),
  });
}

/** OAuth writes its codes small: "invalid_client" (RFC 6749, 5.2). */
function readOAuthCode(error: unknown): string | null {
  return typeof error === "string" && /^[a-z_]{1,40}$/.test(error) ? error : null;
}
