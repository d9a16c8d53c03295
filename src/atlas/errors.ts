import type { HttpResponse } from "./http";
import { parseObject } from "./json";

/** What a request asks of Atlas, and where it goes. */
export interface RequestFacts {
  /** What Atlas should do, in the infinitive: "list the clusters". */
  readonly purpose: string;
  readonly method: string;
  /** Below the base URL, without the query, every part percent-encoded. */
  readonly path: string;
}

export interface AtlasErrorFacts extends RequestFacts {
  readonly status: number;
  /** Atlas's `errorCode`, or OAuth's `error`; "unknown" for an answer without one. */
  readonly code: string;
  readonly detail: string;
  /** From `Retry-After`, when the server sent one. */
  readonly retryAfterMs: number | null;
}

/** Atlas answered and refused. The message reads "PATCH /groups/…/clusters/c: 409 CODE: detail". */
export class AtlasError extends Error {
  readonly facts: AtlasErrorFacts;

  constructor(facts: AtlasErrorFacts) {
    const { method, path, status, code, detail } = facts;
    super(`${method} ${path}: ${status} ${code}${detail === "" ? "" : `: ${detail}`}`);
    this.name = "AtlasError";
    this.facts = facts;
  }
}

/** No answer came, or one that cannot be used. Whether a write was carried out is unknown. */
export class ConnectionError extends Error {
  readonly request: RequestFacts;
  readonly reason: string;
  /** Something answered, and what it said does not come from the Admin API. */
  readonly isForeign: boolean;

  constructor(request: RequestFacts, reason: string, isForeign = false) {
    super(`${request.method} ${request.path}: no usable answer from Atlas: ${reason}`);
    this.name = "ConnectionError";
    this.request = request;
    this.reason = reason;
    this.isForeign = isForeign;
  }
}

/** The run's own time or operations leave no room for another request. Nothing was sent. */
export class BudgetError extends Error {
  readonly request: RequestFacts;

  constructor(request: RequestFacts) {
    super(`${request.method} ${request.path}: not sent, because this run has used up its time or its operations`);
    this.name = "BudgetError";
    this.request = request;
  }
}

/**
 * Reads an error answer. Body shape (OpenAPI document, ApiError): `{error, errorCode, detail?, reason?, parameters?}`;
 * a proxy in between may answer with anything, so every part is optional here.
 */
export function readAtlasError({ purpose, method, path }: RequestFacts, response: HttpResponse): AtlasError {
  const body = parseObject(response.body);
  const detail = typeof body.detail === "string" ? body.detail : typeof body.reason === "string" ? body.reason : "";
  return new AtlasError({
    purpose,
    method,
    path,
    status: response.status,
    code: readCode(body.errorCode, response.headers["x-error-code"]),
    detail: detail.slice(0, 300),
    retryAfterMs: readRetryAfter(response),
  });
}

/** The first that looks like a code of Atlas: a proxy in between may answer with anything. */
export function readCode(...candidates: readonly unknown[]): string {
  const isCode = (one: unknown): one is string => typeof one === "string" && /^[A-Z0-9_]{1,80}$/.test(one);
  return candidates.find(isCode) ?? "unknown";
}

export function readRetryAfter({ headers }: HttpResponse): number | null {
  const header = headers["retry-after"];
  if (header === undefined || !/^\d{1,6}$/.test(header.trim())) return null;
  return Number(header) * 1000;
}
