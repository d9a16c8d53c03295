/** The numbers of the client, with their sources. */

/** The newest version of each operation that is used (OpenAPI document of the Atlas Administration API, 2026-08). */
export const versions = {
  readCluster: "2024-08-05",
  writeCluster: "2024-10-23",
  events: "2023-01-01",
  projects: "2023-01-01",
} as const;

/** The largest page of a list (OpenAPI document: `itemsPerPage` 1 to 500). */
export const itemsPerPage = 500;

/** No project has so many pages of clusters: this ends a list whose `next` links never end. */
export const maxPages = 100;

/** How often one request may be sent. Atlas asks its clients to back off exponentially (Atlas docs: rate limits). */
export const maxAttempts = 4;

/** The first wait of the backoff, which doubles each time. */
export const firstBackoffMs = 2_000;

/** Longest that one request takes in all, its answers and the waits between them, so that a function of 300 s gets on with the others. */
export const maxPerRequestMs = 60_000;

/** Recorded answers take a second. One that takes this long is lost; a function of 300 s has time for others meanwhile. */
export const requestLimitMs = 45_000;

/** How often at most a run looks whether a request is overdue. */
export const watchEveryMs = 15_000;

/** A function has 25 sockets (App Services docs: function constraints), and a request that is given up keeps its own. */
export const maxUnanswered = 12;

/**
 * A digest request is two exchanges (App Services docs, `digestAuth`); each counts as an asynchronous operation here.
 */
export const operationsPerRequest = { digest: 2, bearer: 1 } as const;
