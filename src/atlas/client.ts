import type { Credentials } from "./credentials";
import { BudgetError, ConnectionError, type RequestFacts, readAtlasError } from "./errors";
import type { HttpRequest, HttpResponse, SendHttp } from "./http";
import { operationsPerRequest } from "./limits";
import type { AtlasRequest } from "./requests";
import { failedRequest, retryDelayMs } from "./retry";
import { readToken, tokenFacts, tokenRequest } from "./token";

export interface ClientOptions {
  readonly sendHttp: SendHttp;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 (inclusive) to 1. */
  readonly random: () => number;
  readonly nowMs: () => number;
  readonly credentials: Credentials;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Nothing is sent, and nothing waited for, past this instant. */
  readonly deadlineMs: number;
  /** How many asynchronous operations of the platform this client may use. */
  readonly maxOperations: number;
}

export interface AtlasClient {
  /**
   * Sends a request, again where that may help, and resolves to the JSON of a 2xx answer. Rejects with `AtlasError`
   * (Atlas refused), `ConnectionError` (no usable answer) or `BudgetError` (not sent).
   */
  call(request: AtlasRequest): Promise<unknown>;
  operationsLeft(): number;
}

export function createClient(options: ClientOptions): AtlasClient {
  const { credentials, baseUrl, nowMs } = options;
  let operationsLeft = options.maxOperations;
  let token: Promise<string> | null = null;

  async function send(request: HttpRequest, facts: RequestFacts): Promise<HttpResponse> {
    const cost = request.digest === undefined ? operationsPerRequest.bearer : operationsPerRequest.digest;
    if (operationsLeft < cost || nowMs() >= options.deadlineMs) throw new BudgetError(facts);
    operationsLeft -= cost;
    try {
      return await options.sendHttp(request);
    } catch (error) {
      throw new ConnectionError(facts, error instanceof Error ? error.message : String(error));
    }
  }

  async function attempt(request: AtlasRequest): Promise<unknown> {
    const response =
      credentials.kind === "api-key"
        ? await send(digestRequest(baseUrl, request, credentials), request)
        : await sendWithToken(request, credentials);
    return readAnswer(request, response);
  }

  /** An expired or revoked token is minted anew once (Atlas docs: tokens live 3,600 s and cannot be refreshed). */
  async function sendWithToken(
    request: AtlasRequest,
    account: Extract<Credentials, { kind: "service-account" }>,
  ): Promise<HttpResponse> {
    const used = mintOnce(account);
    const response = await send(bearerRequest(baseUrl, request, await used), request);
    if (response.status !== 401) return response;
    if (token === used) token = null;
    return send(bearerRequest(baseUrl, request, await mintOnce(account)), request);
  }

  /** One token serves all requests; one that could not be had is asked for again. */
  function mintOnce(account: Extract<Credentials, { kind: "service-account" }>): Promise<string> {
    if (token !== null) return token;
    const minted = send(tokenRequest(baseUrl, account), tokenFacts).then(readToken);
    token = minted;
    minted.catch(() => {
      if (token === minted) token = null;
    });
    return minted;
  }

  async function call(request: AtlasRequest): Promise<unknown> {
    let waitedMs = 0;
    for (let sent = 1; ; sent += 1) {
      try {
        return await attempt(request);
      } catch (error) {
        const failure = failedRequest(error, request.repeatable);
        const delayMs = failure && retryDelayMs(failure, { sent, waitedMs, random: options.random() });
        if (delayMs === null || nowMs() + delayMs >= options.deadlineMs) throw error;
        await options.sleep(delayMs);
        waitedMs += delayMs;
      }
    }
  }

  return { call, operationsLeft: () => operationsLeft };
}

function readAnswer(request: AtlasRequest, response: HttpResponse): unknown {
  if (response.status < 200 || response.status > 299) throw readAtlasError(request, response);
  try {
    return JSON.parse(response.body);
  } catch {
    throw new ConnectionError(request, `status ${response.status}, but the body is not JSON`);
  }
}

function digestRequest(
  baseUrl: string,
  request: AtlasRequest,
  key: { readonly publicKey: string; readonly privateKey: string },
): HttpRequest {
  return { ...plainRequest(baseUrl, request), digest: { username: key.publicKey, password: key.privateKey } };
}

function bearerRequest(baseUrl: string, request: AtlasRequest, token: string): HttpRequest {
  const plain = plainRequest(baseUrl, request);
  return { ...plain, headers: { ...plain.headers, Authorization: `Bearer ${token}` } };
}

function plainRequest(baseUrl: string, request: AtlasRequest): HttpRequest {
  const url = baseUrl + request.path + (request.query === "" ? "" : `?${request.query}`);
  const headers = { Accept: request.accept };
  if (request.body === undefined) return { method: request.method, url, headers };
  return { method: request.method, url, headers: { ...headers, "Content-Type": request.accept }, body: request.body };
}
