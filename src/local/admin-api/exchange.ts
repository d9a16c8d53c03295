/** One HTTP exchange: holds the clock, injects faults, serves, waits out the latency, keeps a record. */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { Caller, Clock, Hold } from "../clock/clock";
import type { OAuthTokens } from "./access/oauth-tokens";
import { faultReply } from "./faults/fault-replies";
import type { Fault, Faults } from "./faults/faults";
import { errorReply } from "./http/error-reply";
import { ApiError } from "./http/errors";
import type { HttpRequest, Reply, RequestRecord } from "./http/http-types";
import { BODY_BYTES_MAX } from "./limits";
import type { AtlasState } from "./state/state";

type HonoContext = Context<{ Bindings: HttpBindings }>;
type Serve = (request: HttpRequest) => Reply;
type Outcome =
  | { readonly how: "reply"; readonly reply: Reply }
  | { readonly how: "truncated"; readonly reply: Reply }
  | { readonly how: "reset"; readonly reply?: Reply }
  | { readonly how: "never"; readonly reply?: Reply };

/** Sees every exchange; what it is told of holds no credentials. */
export interface RequestWatcher {
  /** Just before the request has its effect, if it has one. Its answer is handed to `answered`. */
  aboutTo(request: HttpRequest): unknown;
  answered(record: RequestRecord, told: AnsweredRequest): void;
}

export interface AnsweredRequest {
  /** The first leg of a digest pair: no credentials, no answer but the challenge. */
  readonly isChallenge: boolean;
  readonly caller: Caller | undefined;
  readonly before: unknown;
  /** What the client accepts: the version it speaks. */
  readonly accept: string;
}

export class Exchange {
  readonly requests: RequestRecord[] = [];
  readonly #clock: Clock;
  readonly #state: AtlasState;
  readonly #faults: Faults;
  readonly #tokens: OAuthTokens;
  readonly #requestsKept: number;
  readonly #watcher: RequestWatcher | undefined;

  constructor(options: {
    readonly clock: Clock;
    readonly state: AtlasState;
    readonly faults: Faults;
    readonly tokens: OAuthTokens;
    /** Left out: all of them. */
    readonly requestsKept?: number;
    readonly watcher?: RequestWatcher;
  }) {
    this.#clock = options.clock;
    this.#state = options.state;
    this.#faults = options.faults;
    this.#tokens = options.tokens;
    this.#requestsKept = options.requestsKept ?? Number.POSITIVE_INFINITY;
    this.#watcher = options.watcher;
  }

  async run(c: HonoContext, serve: Serve): Promise<Response> {
    const callers = this.#clock.findHold(c.req.header("x-local-atlas-hold") ?? "");
    const hold = callers ?? this.#clock.hold();
    const { caller } = hold;
    try {
      const at = this.#clock.now();
      const request = await readRequest(c);
      const fault = caller?.isLook ? undefined : this.#faults.choose(request);
      let before: unknown;
      const serveWatched: Serve = (asked) => {
        before = this.#watcher?.aboutTo(asked);
        return serve(asked);
      };
      const outcome = await this.#serve(request, serveWatched, fault, hold);
      const kept = record(at, request, outcome, fault, caller);
      this.#keep(kept);
      const isChallenge = kept.status === 401 && request.header("authorization") === undefined;
      this.#watcher?.answered(kept, { isChallenge, caller, before, accept: request.header("accept") ?? "" });
      if (outcome.how === "never") await hold.during(hangUp(c));
      return send(c, outcome, this.#clock.now());
    } finally {
      if (callers === undefined) hold.release();
    }
  }

  /** Half of them go at once, so that not every request moves all that are kept. */
  #keep(request: RequestRecord): void {
    this.requests.push(request);
    if (this.requests.length > this.#requestsKept) this.requests.splice(0, Math.ceil(this.#requestsKept / 2));
  }

  /** A route that local Atlas does not have is refused aloud, so that nobody takes silence for Atlas's answer. */
  refuseUnknown(c: HonoContext): Promise<Response> {
    return this.run(c, ({ method, path }) =>
      errorReply(new ApiError(501, "LOCAL_ATLAS_ROUTE_ABSENT", `Local Atlas does not emulate ${method} ${path}.`)),
    );
  }

  async #serve(request: HttpRequest, serve: Serve, fault: Fault | undefined, hold: Hold): Promise<Outcome> {
    const usualMs = hold.caller?.isLook ? 0 : this.#latencyMs(request);
    const waitMs = usualMs + (fault?.kind === "latency" ? fault.ms : 0);
    if (waitMs > 0) await hold.sleepUntil(this.#clock.now() + waitMs);
    const before = faultBefore(fault);
    if (before !== undefined) return before;
    if (fault?.kind === "expire-tokens") this.#tokens.revokeAll();
    const reply = serve(request);
    if (fault?.kind === "truncate") return { how: "truncated", reply };
    if (fault?.kind === "reset") return { how: "reset", reply };
    if (fault?.kind === "never-answered") return { how: "never", reply };
    if (fault?.kind === "status") return { how: "reply", reply: { ...faultReply(fault), ...actorOf(reply) } };
    return { how: "reply", reply };
  }

  /** Only the exchange with credentials takes its time: the recorded challenge took 5 ms. */
  #latencyMs(request: HttpRequest): number {
    if (request.header("authorization") === undefined) return 0;
    const { readLatencyMs, writeLatencyMs } = this.#state.settings;
    return request.method === "GET" ? readLatencyMs : writeLatencyMs;
  }
}

function faultBefore(fault: Fault | undefined): Outcome | undefined {
  switch (fault?.kind) {
    case "status":
      return fault.when === "after" ? undefined : { how: "reply", reply: faultReply(fault) };
    case "reset":
      return fault.when === "after" ? undefined : { how: "reset" };
    case "never-answered":
      return fault.when === "after" ? undefined : { how: "never" };
    default:
      return undefined;
  }
}

/** Resolves when the client gives up; meanwhile time passes. */
function hangUp(c: HonoContext): Promise<void> {
  const { socket } = c.env.incoming;
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once("close", () => resolve());
  });
}

const actorOf = (reply: Reply) => (reply.actor === undefined ? {} : { actor: reply.actor });

async function readRequest(c: HonoContext): Promise<HttpRequest> {
  const target = c.env.incoming.url ?? "";
  const [path = "", ...query] = target.split("?");
  return {
    method: c.req.method,
    target,
    path,
    query: new URLSearchParams(query.join("?")),
    bodyText: c.req.method === "GET" ? "" : await readText(c.req.raw.body),
    header: (name) => c.req.header(name),
  };
}

/** The body, or as much of it as shows that it is too large. */
async function readText(stream: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = stream?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) break;
    chunks.push(value);
    bytes += value.length;
    if (bytes > BODY_BYTES_MAX) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

function record(
  at: number,
  request: HttpRequest,
  outcome: Outcome,
  fault: Fault | undefined,
  caller: Caller | undefined,
): RequestRecord {
  const { method, path, query, bodyText } = request;
  const { reply } = outcome;
  const body = path.startsWith("/api/oauth/") ? undefined : parsedBody(bodyText);
  return {
    at,
    method,
    path,
    query: query.toString(),
    status: outcome.how === "reset" || outcome.how === "never" ? 0 : (reply?.status ?? 0),
    ...(reply?.actor === undefined ? {} : { actor: reply.actor }),
    ...(body === undefined ? {} : { body }),
    ...(reply?.errorCode === undefined ? {} : { errorCode: reply.errorCode }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
    ...(caller === undefined ? {} : { runId: caller.runId }),
  };
}

function parsedBody(text: string): unknown {
  if (text === "" || text.length > BODY_BYTES_MAX) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(c: HonoContext, outcome: Outcome, now: number): Response {
  if (outcome.how === "reset") {
    c.env.incoming.socket.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (outcome.how === "never") return RESPONSE_ALREADY_SENT;
  const { reply } = outcome;
  const length = Buffer.byteLength(reply.body);
  const headers = {
    ...reply.headers,
    Date: new Date(now).toUTCString(),
    "Content-Length": String(length),
    // Every recorded answer has the milliseconds it took inside; these pass on a clock that stands.
    "X-Envoy-Upstream-Service-Time": "0",
  };
  if (outcome.how === "reply") return new Response(reply.body, { status: reply.status, headers });
  c.env.outgoing.writeHead(reply.status, headers);
  c.env.outgoing.write(Buffer.from(reply.body).subarray(0, Math.floor(length / 2)), () => {
    c.env.incoming.socket.destroy();
  });
  return RESPONSE_ALREADY_SENT;
}
