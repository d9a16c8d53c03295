/**
 * Sessions of the service's own API: an access token and a refresh token, both JSON Web Tokens. They expire in real time,
 * whatever the emulator's clock does, for it is a person's session and not a part of what is simulated.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { invalidSession, ServiceError } from "../errors";
import { ACCESS_TOKEN_MS, REFRESH_TOKEN_MS } from "../limits";

type TokenKind = "access" | "refresh";

interface Claims {
  readonly typ: TokenKind;
  /** The public key of the API key that logged in. */
  readonly sub: string;
  readonly iat: number;
  readonly exp: number;
}

export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export const newSigningKey = () => randomBytes(32).toString("base64url");

const HEADER = encode({ alg: "HS256", typ: "JWT" });

export class Sessions {
  readonly #signingKey: string;
  readonly #nowMs: () => number;

  /** `nowMs` is real time. Tokens outlive a restart when the key does. */
  constructor(signingKey: string, nowMs: () => number) {
    this.#signingKey = signingKey;
    this.#nowMs = nowMs;
  }

  begin(publicKey: string): Session {
    return {
      accessToken: this.#mint("access", publicKey, ACCESS_TOKEN_MS),
      refreshToken: this.#mint("refresh", publicKey, REFRESH_TOKEN_MS),
    };
  }

  refresh(authorization: string | undefined): string {
    return this.#mint("access", this.#read(authorization, "refresh").sub, ACCESS_TOKEN_MS);
  }

  /** The public key of the caller, from an `Authorization` header. */
  publicKeyOf(authorization: string | undefined): string {
    return this.#read(authorization, "access").sub;
  }

  #mint(kind: TokenKind, publicKey: string, lifeMs: number): string {
    const second = Math.floor(this.#nowMs() / 1000);
    const claims: Claims = { typ: kind, sub: publicKey, iat: second, exp: second + lifeMs / 1000 };
    const content = `${HEADER}.${encode({ ...claims, jti: randomBytes(9).toString("base64url") })}`;
    return `${content}.${this.#sign(content)}`;
  }

  #read(authorization: string | undefined, kind: TokenKind): Claims {
    const token = /^bearer (\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw invalidSession("no bearer token");
    const claims = this.#verified(token);
    if (claims === undefined) throw invalidSession("unknown token");
    // A token of the other kind is refused without a code, so that clients do not try to refresh (realm-cli, auth_test.go).
    if (claims.typ !== kind) throw new ServiceError(401, undefined, "invalid session: valid Issuer required");
    if (claims.exp * 1000 <= this.#nowMs()) throw invalidSession(`${kind} token expired`);
    return claims;
  }

  #verified(token: string): Claims | undefined {
    const [header = "", payload = "", signature = ""] = token.split(".");
    const right = Buffer.from(this.#sign(`${header}.${payload}`));
    const given = Buffer.from(signature);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims;
  }

  #sign(content: string): string {
    return createHmac("sha256", this.#signingKey).update(content).digest("base64url");
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
