/** Numbers of the client, with their sources. */

/** Newest versions of the operations used (OpenAPI document of the Atlas Administration API, 2026-08). */
export const versions = {
  readCluster: "2024-08-05",
  writeCluster: "2024-10-23",
  events: "2023-01-01",
} as const;

/** Largest page of a list (OpenAPI document: `itemsPerPage` 1 to 500). */
export const itemsPerPage = 500;

/** No project has this many pages of clusters; ends a list whose `next` link never ends. */
export const maxPages = 100;

/** Times that one request may be sent. Atlas docs, rate limits: back off exponentially. */
export const maxAttempts = 4;

/** First wait of the backoff; doubled each time. */
export const firstBackoffMs = 2_000;

/** Longest that one request waits in all, so that a function of 300 s gets on with the others. */
export const maxWaitPerRequestMs = 60_000;

/** A digest request is two exchanges (App Services docs, `digestAuth`); each counts as an asynchronous operation here. */
export const operationsPerRequest = { digest: 2, bearer: 1 } as const;
