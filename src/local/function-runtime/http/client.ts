/** Sends the requests of `context.http`: digest authentication and redirects on top of single exchanges. */
import { randomBytes } from "node:crypto";
import { answerDigestChallenge, readDigestChallenge } from "./digest";
import { createExchanger, type HttpResponse, type ResponseRoom } from "./exchange";
import { cookieHeader, type OutgoingRequest } from "./request";

export interface SendOptions {
  readonly signal: AbortSignal;
  readonly room: ResponseRoom;
  /** Headers of our own for a URL, beside the function's: for every exchange anew, as a redirect may lead elsewhere. */
  ownHeaders(url: URL): Readonly<Record<string, string>>;
}

export interface FunctionHttpClient {
  /** Rejects with a plain message when there is no response. Never repeats a request by itself. */
  send(request: OutgoingRequest, options: SendOptions): Promise<HttpResponse>;
  close(): void;
}

/** As in Go's client, which the platform is written in. */
const MOST_REDIRECTS = 10;

export function createHttpClient(timeoutMs: number): FunctionHttpClient {
  const exchanger = createExchanger(timeoutMs);

  async function exchange(request: OutgoingRequest, authorization: string | undefined, options: SendOptions) {
    const own = Object.entries(options.ownHeaders(request.url)).map(([name, value]) => [name, [value]]);
    const headers = {
      ...request.headers,
      ...(authorization === undefined ? {} : { Authorization: [authorization] }),
      ...Object.fromEntries(own),
    };
    try {
      return await exchanger.exchange({ ...request, headers, signal: options.signal, room: options.room });
    } catch (error) {
      throw new Error(`${opening(request)}: ${reasonOf(error)}`);
    }
  }

  /** With digest: one exchange for the challenge, one with the answer; every time, so that no nonce is used twice. */
  async function authenticated(request: OutgoingRequest, options: SendOptions): Promise<HttpResponse> {
    const first = await exchange(request, undefined, options);
    if (!request.usesDigest || !request.credentials || first.statusCode !== 401) return first;
    const challenge = readDigestChallenge((first.headers["Www-Authenticate"] ?? []).join(", "));
    const authorization =
      challenge &&
      answerDigestChallenge(challenge, {
        ...request.credentials,
        method: request.method,
        uri: request.url.pathname + request.url.search,
        clientNonce: randomBytes(16).toString("hex"),
      });
    return authorization === undefined ? first : await exchange(request, authorization, options);
  }

  /** How the platform asks is not documented; a plain GET is assumed. */
  async function withAuthCookies({ authUrl, ...request }: OutgoingRequest, options: SendOptions) {
    if (authUrl === undefined) return request;
    const asked = { method: "GET", url: authUrl, headers: {}, usesDigest: false, followsRedirects: false };
    const { cookies } = await exchange(asked, undefined, options);
    const all = [...(request.headers.Cookie ?? []), cookieHeader(cookies)].filter((text) => text !== "").join("; ");
    return all === "" ? request : { ...request, headers: { ...request.headers, Cookie: [all] } };
  }

  return {
    async send(request, options) {
      let current = await withAuthCookies(request, options);
      for (let redirects = 0; ; redirects += 1) {
        const response = await authenticated(current, options);
        const next = current.followsRedirects ? redirected(current, response) : undefined;
        if (!next) return response;
        if (redirects === MOST_REDIRECTS) {
          throw new Error(`${opening(request)}: stopped after ${MOST_REDIRECTS} redirects`);
        }
        current = next;
      }
    },
    close: () => exchanger.close(),
  };
}

/** As Go's client does it: 307 and 308 repeat the request, the others turn it into a GET or leave it a HEAD, without a body. */
function redirected(request: OutgoingRequest, response: HttpResponse): OutgoingRequest | undefined {
  const location = response.headers.Location?.[0];
  if (location === undefined || ![301, 302, 303, 307, 308].includes(response.statusCode)) return undefined;
  const url = new URL(location, request.url);
  const repeated = { ...(url.origin === request.url.origin ? request : withoutCredentials(request)), url };
  if (response.statusCode >= 307) return repeated;
  const { body: _, ...bodiless } = repeated;
  return { ...bodiless, method: request.method === "HEAD" ? "HEAD" : "GET" };
}

function withoutCredentials(request: OutgoingRequest): OutgoingRequest {
  const { credentials: _, ...others } = request;
  const headers = Object.entries(request.headers).filter(([name]) => !/^(authorization|cookie)$/i.test(name));
  return { ...others, headers: Object.fromEntries(headers) };
}

function opening(request: OutgoingRequest): string {
  return `${request.method.charAt(0)}${request.method.slice(1).toLowerCase()} "${request.url.href}"`;
}

/** In the words of Go's client: `Get "https://…": connection refused`. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset by peer",
  EPIPE: "broken pipe",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "no such host",
  ETIMEDOUT: "i/o timeout",
};

function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const known = typeof code === "string" ? REASONS[code] : undefined;
  return known ?? (typeof message === "string" && message !== "" ? message : String(code ?? error));
}
