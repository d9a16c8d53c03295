import type { HttpResponse } from "./http";
import { parseObject } from "./json";

export interface AtlasErrorFacts {
  readonly status: number;
  /** Atlas's `errorCode`, "UNEXPECTED_ERROR" for an answer without one. */
  readonly code: string;
  readonly detail: string;
  readonly method: string;
  /** Path below the base URL, without the query. */
  readonly path: string;
  /** From `Retry-After`, when the server sent one. */
  readonly retryAfterMs: number | null;
}

/** Atlas answered and refused. The message reads "PATCH /groups/…/clusters/c: 409 CODE: detail". */
export class AtlasError extends Error {
  readonly facts: AtlasErrorFacts;

  constructor(facts: AtlasErrorFacts) {
    super(
      `${facts.method} ${facts.path}: ${facts.status} ${facts.code}${facts.detail === "" ? "" : `: ${facts.detail}`}`,
    );
    this.name = "AtlasError";
    this.facts = facts;
  }
}

/** No answer came, or one that is not JSON. Whether a write was carried out is unknown. */
export class ConnectionError extends Error {
  readonly method: string;
  readonly path: string;

  constructor(method: string, path: string, reason: string) {
    super(`${method} ${path}: no usable answer from Atlas: ${reason}`);
    this.name = "ConnectionError";
    this.method = method;
    this.path = path;
  }
}

/** The run's own time or operation budget has no room for another request. Nothing was sent. */
export class BudgetError extends Error {
  constructor(method: string, path: string) {
    super(`${method} ${path}: not sent: this run has used up its time or its operations`);
    this.name = "BudgetError";
  }
}

/**
 * Reads an error answer. Body shape (OpenAPI document, ApiError): `{error, errorCode, detail?, reason?, parameters?}`;
 * a proxy in between may answer with anything, so every part is optional here.
 */
export function readAtlasError(method: string, path: string, response: HttpResponse): AtlasError {
  const body = parseObject(response.body);
  const code = typeof body.errorCode === "string" ? body.errorCode : response.headers["x-error-code"];
  const detail = typeof body.detail === "string" ? body.detail : typeof body.reason === "string" ? body.reason : "";
  return new AtlasError({
    status: response.status,
    code: code ?? "UNEXPECTED_ERROR",
    detail: detail.slice(0, 300),
    method,
    path,
    retryAfterMs: readRetryAfter(response),
  });
}

export function readRetryAfter({ headers }: HttpResponse): number | null {
  const header = headers["retry-after"];
  if (header === undefined || !/^\d{1,6}$/.test(header.trim())) return null;
  return Number(header) * 1000;
}
