import type { AtlasClient } from "./client";
import { ConnectionError } from "./errors";
import { itemsPerPage, maxPages } from "./limits";
import type { AtlasRequest } from "./requests";

/**
 * All items of a list, page by page. There is another page when the answer links to one (`rel: "next"`), or the page
 * was full and `totalCount`, only an estimate (OpenAPI document), does not say that this is all.
 */
export async function readAllPages(
  client: AtlasClient,
  requestForPage: (pageNum: number) => AtlasRequest,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let pageNum = 1; pageNum <= maxPages; pageNum += 1) {
    const request = requestForPage(pageNum);
    const page = readPage(request, await client.call(request));
    for (const item of page.results) items.push(item);
    if (page.results.length === 0 || !(page.hasNext || mayHaveMore(page, items.length))) return items;
  }
  throw new ConnectionError(requestForPage(1), `the list does not end after ${maxPages} pages`);
}

interface Page {
  readonly results: readonly unknown[];
  readonly hasNext: boolean;
  readonly totalCount: number | null;
}

function mayHaveMore(page: Page, itemsSoFar: number): boolean {
  return page.results.length >= itemsPerPage && (page.totalCount === null || itemsSoFar < page.totalCount);
}

function readPage(request: AtlasRequest, answer: unknown): Page {
  const { results, links, totalCount } = (typeof answer === "object" && answer !== null ? answer : {}) as Record<
    string,
    unknown
  >;
  if (!Array.isArray(results)) throw new ConnectionError(request, "its list has no results", true);
  const hasNext = Array.isArray(links) && links.some((link: unknown) => isNextLink(link));
  return { results, hasNext, totalCount: typeof totalCount === "number" ? totalCount : null };
}

function isNextLink(link: unknown): boolean {
  return typeof link === "object" && link !== null && (link as Record<string, unknown>).rel === "next";
}
