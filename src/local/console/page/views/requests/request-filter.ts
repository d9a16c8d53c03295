/** Which requests are listed. Pure. */
import type { RequestState } from "../../../protocol";

export interface RequestFilter {
  readonly isWritesOnly: boolean;
  readonly isErrorsOnly: boolean;
  /** GETs that this page's own looks caused. */
  readonly hasLooks: boolean;
  /** Words that must all be somewhere in it. */
  readonly text: string;
}

export const usualFilter: RequestFilter = { isWritesOnly: false, isErrorsOnly: false, hasLooks: false, text: "" };

/** Newest first. */
export function filteredRequests(requests: readonly RequestState[], filter: RequestFilter): readonly RequestState[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return requests.filter((request) => isListed(request, filter, words)).reverse();
}

function isListed(request: RequestState, filter: RequestFilter, words: readonly string[]): boolean {
  if (request.isLook && !filter.hasLooks) return false;
  if (filter.isWritesOnly && READS.has(request.method)) return false;
  if (filter.isErrorsOnly && !isError(request)) return false;
  if (words.length === 0) return true;
  const { method, path, query, status, actor, errorCode, fault } = request;
  const text = `${method} ${path}${query} ${status} ${actor ?? ""} ${errorCode ?? ""} ${fault ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

export function isError({ status }: RequestState): boolean {
  return status === 0 || status >= 400;
}
