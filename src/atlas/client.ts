import { createBudget } from "./budget";
import type { Credentials } from "./credentials";
import { ConnectionError, type RequestFacts, readAtlasError } from "./errors";
import type { HttpRequest, HttpResponse, SendHttp } from "./http";
import { operationsPerRequest } from "./limits";
import { repeat } from "./repeat";
import type { AtlasRequest } from "./requests";
import { type Attempts, failedRequest, retryDelayMs } from "./retry";
import { readToken, tokenFacts, tokenRequest } from "./token";
import { createWatchdog } from "./watchdog";

export interface ClientOptions {
  readonly sendHttp: SendHttp;
  readonly sleep: (ms: number) => Promise<void>;
  /** As `sleep`, for the time limit of requests. */
  readonly timer: (ms: number) => Promise<void>;
  /** From 0 (inclusive) to 1. */
  readonly random: () => number;
  readonly nowMs: () => number;
  readonly credentials: Credentials;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Nothing is sent, and nothing waited for, past this instant. */
  readonly deadlineMs: number;
  /** No answer is waited for past this instant. */
  readonly endMs: number;
  /** How many asynchronous operations of the platform this client may use. */
  readonly maxOperations: number;
}

export interface AtlasClient {
  /**
   * Sends a request, again where that may help, and resolves to the JSON of a 2xx answer. Rejects with `AtlasError`
   * (Atlas refused), `ConnectionError` (no usable answer) or `BudgetError` (not sent).
   */
  call(request: AtlasRequest): Promise<unknown>;
  /** Attempts something that makes calls, and again after each wait that `delayOf` asks for; rejects as the last attempt did. */
  repeat<Result>(
    attempt: () => Promise<Result>,
    delayOf: (error: unknown, attempts: Attempts) => number | null,
  ): Promise<Result>;
  /** Resolves to false, without having waited, when the run has no time or operations for it. */
  wait(ms: number): Promise<boolean>;
  operationsLeft(): number;
}

export function createClient(options: ClientOptions): AtlasClient {
  const { credentials, baseUrl, nowMs, random } = options;
  const budget = createBudget(options);
  const watchdog = createWatchdog(options);
  const pace = { nowMs, random, budget };
  let token: Promise<string> | null = null;

  async function send(request: HttpRequest, facts: RequestFacts): Promise<HttpResponse> {
    budget.charge(request.digest === undefined ? operationsPerRequest.bearer : operationsPerRequest.digest, facts);
    try {
      return await watchdog.within(facts, () => options.sendHttp(request));
    } catch (error) {
      if (error instanceof ConnectionError) throw error;
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

  function call(request: AtlasRequest): Promise<unknown> {
    return repeat(
      pace,
      () => attempt(request),
      (error, attempts) => {
        const failure = failedRequest(error, request.repeatable);
        return failure && retryDelayMs(failure, attempts);
      },
    );
  }

  return {
    call,
    repeat: (attemptOnce, delayOf) => repeat(pace, attemptOnce, delayOf),
    wait: budget.wait,
    operationsLeft: budget.operationsLeft,
  };
}

function readAnswer(request: AtlasRequest, response: HttpResponse): unknown {
  if (response.status < 200 || response.status > 299) throw readAtlasError(request, response);
  try {
    return JSON.parse(response.body);
  } catch {
    const isForeign = looksLikeAPage(response);
    throw new ConnectionError(request, `status ${response.status}, but the body is not JSON`, isForeign);
  }
}

/** An answer that was cut short is not JSON either, and comes from Atlas all the same. */
function looksLikeAPage({ headers, body }: HttpResponse): boolean {
  return !(headers["content-type"] ?? "").includes("json") || /^\s*</.test(body);
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
