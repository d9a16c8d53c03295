/** Access tokens of service accounts (Atlas docs, "Generate an OAuth 2.0 token"), on the emulator's clock. */

import { createHash } from "node:crypto";
import { MINUTE_MS, SECOND_MS } from "../../clock/units";
import { ACCESS_TOKEN_SECONDS, ACTIVE_TOKENS_PER_SERVICE_ACCOUNT } from "../limits";

interface Token {
  readonly clientId: string;
  readonly expiresAt: number;
}

export class OAuthTokens {
  readonly #now: () => number;
  readonly #tokens = new Map<string, Token>();
  readonly #askedAt = new Map<string, readonly number[]>();
  #minted = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a request for a token; false when the client has made as many as it may within a minute. */
  countRequest(clientId: string, perMinute: number): boolean {
    const since = this.#now() - MINUTE_MS;
    const recent = (this.#askedAt.get(clientId) ?? []).filter((at) => at > since);
    const allowed = recent.length < perMinute;
    this.#askedAt.set(clientId, allowed ? [...recent, this.#now()] : recent);
    return allowed;
  }

  /** A new token, or undefined when the client has as many as it may have. */
  mint(clientId: string): string | undefined {
    const now = this.#now();
    for (const [text, token] of this.#tokens) if (token.expiresAt <= now) this.#tokens.delete(text);
    const active = [...this.#tokens.values()].filter((token) => token.clientId === clientId).length;
    if (active >= ACTIVE_TOKENS_PER_SERVICE_ACCOUNT) return undefined;
    this.#minted += 1;
    const text = `eyJ${createHash("sha256").update(`${clientId} ${this.#minted}`).digest("base64url")}`;
    this.#tokens.set(text, { clientId, expiresAt: now + ACCESS_TOKEN_SECONDS * SECOND_MS });
    return text;
  }

  clientOf(text: string): string | undefined {
    const token = this.#tokens.get(text);
    return token !== undefined && token.expiresAt > this.#now() ? token.clientId : undefined;
  }

  revoke(clientId: string, text: string): void {
    if (this.#tokens.get(text)?.clientId === clientId) this.#tokens.delete(text);
  }

  /** Every token of every client ends now, as after a change of secrets. */
  revokeAll(): void {
    this.#tokens.clear();
  }
}
