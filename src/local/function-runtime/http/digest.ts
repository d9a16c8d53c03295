/** The client's side of HTTP digest authentication. Source: RFC 7616 (and 2617, for servers that name no algorithm). */
import { createHash } from "node:crypto";

export interface DigestCredentials {
  readonly username: string;
  readonly password: string;
}

/** What of a request goes into the answer to a challenge. */
export interface ChallengedRequest extends DigestCredentials {
  readonly method: string;
  /** Path and query as they go into the request line. */
  readonly uri: string;
  readonly clientNonce: string;
}

interface Challenge {
  readonly [parameter: string]: string | undefined;
}

/** The first digest challenge of the header `WWW-Authenticate`; undefined when there is none. */
export function readDigestChallenge(header: string): Challenge | undefined {
  const start = /(?:^|,)\s*Digest\s+/i.exec(header);
  if (!start) return undefined;
  const challenge: Record<string, string> = {};
  const parameters = /\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)/y;
  parameters.lastIndex = start.index + start[0].length;
  for (let found = parameters.exec(header); found; found = parameters.exec(header)) {
    challenge[(found[1] ?? "").toLowerCase()] = found[3] ?? (found[2] ?? "").replace(/\\(.)/g, "$1");
  }
  return challenge.nonce === undefined ? undefined : challenge;
}

/**
 * The header `Authorization` for one request. Each request has its own challenge, so its nonce is used once and the
 * count is always 1. Undefined when the server asks for something we cannot do (`auth-int`, another algorithm).
 */
export function answerDigestChallenge(challenge: Challenge, request: ChallengedRequest): string | undefined {
  const algorithm = challenge.algorithm ?? "MD5";
  const hashName = { md5: "md5", "sha-256": "sha256" }[algorithm.toLowerCase().replace(/-sess$/, "")];
  const offered = challenge.qop?.split(",").map((qop) => qop.trim().toLowerCase());
  if (!hashName || (offered && !offered.includes("auth"))) return undefined;

  const hash = (...parts: readonly string[]) => createHash(hashName).update(parts.join(":")).digest("hex");
  const realm = challenge.realm ?? "";
  const nonce = challenge.nonce ?? "";
  const count = "00000001";
  const secret = hash(request.username, realm, request.password);
  const session = /-sess$/i.test(algorithm) ? hash(secret, nonce, request.clientNonce) : secret;
  const target = hash(request.method, request.uri);
  const response = offered
    ? hash(session, nonce, count, request.clientNonce, "auth", target)
    : hash(session, nonce, target);

  const fields = [
    ["username", quoted(request.username)],
    ["realm", quoted(realm)],
    ["nonce", quoted(nonce)],
    ["uri", quoted(request.uri)],
    ["response", quoted(response)],
    ...(challenge.algorithm === undefined ? [] : [["algorithm", algorithm]]),
    ...(challenge.opaque === undefined ? [] : [["opaque", quoted(challenge.opaque)]]),
    ...(offered
      ? [
          ["qop", "auth"],
          ["nc", count],
          ["cnonce", quoted(request.clientNonce)],
        ]
      : []),
  ];
  return `Digest ${fields.map(([name, value]) => `${name}=${value}`).join(", ")}`;
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}
