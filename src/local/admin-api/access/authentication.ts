/** From the `Authorization` header to a principal, or to a 401 with a fresh challenge. */

import { UNAUTHORIZED_BODY } from "../http/errors";
import { ERROR_HEADERS, type HttpRequest, type Reply } from "../http/http-types";
import { type Credentials, checkAccessList, type Principal } from "./credentials";
import { DigestAuthentication } from "./digest";
import { OAuthTokens } from "./oauth-tokens";

export type Authentication = { readonly principal: Principal } | { readonly refusal: Reply };

/** What authentication asks of local Atlas. */
export interface AuthenticationFacts {
  readonly clock: { now(): number };
  readonly credentials: Credentials;
  readonly settings: { readonly callerAddress: string };
}

export class Authenticator {
  readonly tokens: OAuthTokens;
  readonly #facts: AuthenticationFacts;
  readonly #digest: DigestAuthentication;

  constructor(facts: AuthenticationFacts) {
    this.#facts = facts;
    const now = () => facts.clock.now();
    this.tokens = new OAuthTokens(now);
    this.#digest = new DigestAuthentication(now, (publicKey) => facts.credentials.privateKeyOf(publicKey));
  }

  /** Throws 403 for a caller from an address that is not on its access list. */
  authenticate(request: HttpRequest): Authentication {
    const authorization = request.header("authorization") ?? "";
    const address = this.#facts.settings.callerAddress;
    const { principal, stale } = this.#identify(request, authorization, address);
    if (principal === undefined) return { refusal: this.challenge(stale) };
    checkAccessList(principal, address, this.#facts.clock.now());
    return { principal };
  }

  /** The recorded 401: no `X-Error-Code`, no rate-limit headers. */
  challenge(stale = false): Reply {
    const headers = {
      "Content-Type": "application/json",
      Server: "mdbws",
      ...ERROR_HEADERS,
      "WWW-Authenticate": this.#digest.challenge(stale),
    };
    return { status: 401, headers, body: UNAUTHORIZED_BODY };
  }

  #identify(
    request: HttpRequest,
    authorization: string,
    address: string,
  ): { readonly principal?: Principal | undefined; readonly stale: boolean } {
    const { credentials } = this.#facts;
    if (/^bearer /i.test(authorization)) {
      const clientId = this.tokens.clientOf(authorization.slice("Bearer ".length).trim());
      return { principal: credentials.principalOfClient(clientId ?? "", address), stale: false };
    }
    if (!/^digest /i.test(authorization)) return { stale: false };
    const verdict = this.#digest.verify({ method: request.method, target: request.target, authorization });
    if (!verdict.accepted) return { stale: verdict.stale };
    return { principal: credentials.principalOfKey(verdict.username, address), stale: false };
  }
}
