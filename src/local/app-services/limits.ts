/** Numbers of the App Services Admin API, each with where it is published. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** App Services Admin API docs, "Get Authentication Tokens": access tokens expire after 30 minutes, refresh tokens after 60 days. */
export const ACCESS_TOKEN_MS = 30 * MINUTE_MS;
export const REFRESH_TOKEN_MS = 60 * DAY_MS;

/** Atlas docs, "Define and Manage Secrets". */
export const SECRET_CHARACTERS = 500;
/** Atlas docs, "Define and Manage Secrets", "Define a Value": 64 characters, the first a letter or digit. */
export const SECRET_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** OpenAPI document of the service (begins with a letter), Atlas docs, "Create an App" (57 characters). */
export const APP_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,56}$/;

/** OpenAPI document of the service: `limit` of the logs is 1 to 100, and a page holds 100. */
export const LOGS_PER_PAGE = 100;
/** Atlas docs, "App Services Logs": kept for ten days. */
export const LOGS_KEPT_MS = 10 * DAY_MS;
/** Ours, so that a long run at high speed does not grow: the oldest go first. */
export const LOGS_KEPT = 20_000;

/** Not published. Ours: the functions of an app come to some hundred kilobytes. */
export const BODY_BYTES_MAX = 32 * 1024 * 1024;
