/** Pages of a list: `itemsPerPage`, `pageNum`, `includeCount`, links to self, previous and next (OpenAPI document). */

import { ITEMS_PER_PAGE } from "../limits";
import { invalidQueryParameter } from "./errors";

export interface PageRequest {
  readonly itemsPerPage: number;
  readonly pageNum: number;
  readonly includeCount: boolean;
}

export interface Page {
  readonly links: readonly { readonly href: string; readonly rel: string }[];
  readonly results: readonly unknown[];
  readonly totalCount?: number;
}

export const PAGE_PARAMETERS = ["itemsPerPage", "pageNum", "includeCount", "pretty", "envelope"];

export function readPageRequest(query: URLSearchParams): PageRequest {
  return {
    itemsPerPage: readWhole(query, "itemsPerPage", ITEMS_PER_PAGE.default, ITEMS_PER_PAGE.max),
    pageNum: readWhole(query, "pageNum", 1, Number.MAX_SAFE_INTEGER),
    includeCount: readFlag(query, "includeCount", true),
  };
}

/** One page of `items`; `others` are the query parameters beside paging that the links repeat. */
export function pageOf(
  items: readonly unknown[],
  page: PageRequest,
  address: string,
  others: readonly (readonly [string, string])[] = [],
): Page {
  const start = (page.pageNum - 1) * page.itemsPerPage;
  const results = items.slice(start, start + page.itemsPerPage);
  const linkTo = (rel: string, pageNum: number) => {
    const query = new URLSearchParams({ includeCount: String(page.includeCount) });
    for (const [name, value] of others) query.append(name, value);
    query.append("pageNum", String(pageNum));
    query.append("itemsPerPage", String(page.itemsPerPage));
    return { href: `${address}?${query}`, rel };
  };
  const links = [linkTo("self", page.pageNum)];
  if (page.pageNum > 1) links.push(linkTo("previous", page.pageNum - 1));
  if (start + page.itemsPerPage < items.length) links.push(linkTo("next", page.pageNum + 1));
  return page.includeCount ? { links, results, totalCount: items.length } : { links, results };
}

/** Events without a count say 0 and name no next page, full as a page may be (recorded): clients go on by themselves. */
export function pageOfEvents(...args: Parameters<typeof pageOf>): Page {
  const page = pageOf(...args);
  if (page.totalCount !== undefined) return page;
  return { links: page.links.filter(({ rel }) => rel !== "next"), results: page.results, totalCount: 0 };
}

export function readFlag(query: URLSearchParams, name: string, missing: boolean): boolean {
  const text = query.get(name);
  if (text === null) return missing;
  if (text !== "true" && text !== "false") throw invalidQueryParameter(name);
  return text === "true";
}

/** Refuses a parameter the operation does not have (error table: INVALID_QUERY_PARAMETER). */
export function refuseUnknownParameters(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) if (!known.includes(name)) throw invalidQueryParameter(name);
}

function readWhole(query: URLSearchParams, name: string, missing: number, max: number): number {
  const text = query.get(name);
  if (text === null) return missing;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > max) throw invalidQueryParameter(name);
  return value;
}
