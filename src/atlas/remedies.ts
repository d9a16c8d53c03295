import { AtlasError, BudgetError, ConnectionError } from "./errors";

/**
 * What a failed request means for the cluster it was about.
 * - done: the cluster is already so
 * - waits: Atlas says not yet; the next run asks again
 * - look-again: the answer is lost or the cluster changed meanwhile; a fresh look tells
 * - deferred: nothing was sent
 * - failed: it will not get better by itself
 */
export type FailureMeaning = "done" | "waits" | "look-again" | "deferred" | "failed";

export interface Diagnosis {
  readonly meaning: FailureMeaning;
  /** Atlas's code, "NO_ANSWER", or "BUDGET". */
  readonly code: string;
  /** A sentence on what to do, "" when Atlas's own text says it. */
  readonly remedy: string;
}

/** Of what gets better by itself, in a run that is followed by others. */
export const nextRun = "the next run asks again";
const apiKeyRole = "give the credential the role Project Cluster Manager in this project";
const accessList =
  "add the address to the API access list of the credential; App Services calls from a published list of addresses, each must be on it";

/** Atlas says not yet, and why. Codes of the public error table and of recorded answers. */
const waits: Readonly<Record<string, string>> = {
  CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER: "a resumed cluster runs for 60 minutes first",
  CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES: "an earlier change is still under way",
  OPERATION_INVALID_MEMBER_REPLICATION_LAG: "a member lags behind",
  CANNOT_UPDATE_PAUSED_CLUSTER: "it is paused or being paused",
  CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE: "a restore is under way",
  ATLAS_CLUSTER_RESTORE_IN_PROGRESS: "a restore is under way",
  CLUSTER_RESTART_IN_PROGRESS: "a restart is under way",
  CANNOT_MODIFY_CLUSTER_WITH_RUNNING_LIVE_IMPORT: "a live import is under way",
  ATLAS_MAINTENANCE_ALREADY_SCHEDULED: "maintenance is under way",
  CANNOT_DECREASE_DISK_SIZE: "Atlas cannot change the disk now",
  WRITES_NOT_ALLOWED_DURING_APP_UPGRADES: "Atlas is being upgraded",
  RATE_LIMITED: "Atlas limits the rate of requests",
  RATE_LIMITED_TOKEN_BUCKET: "Atlas limits the rate of requests",
};

const noCapacity = `the region has no capacity for this tier; ${nextRun}, or schedule another tier`;
const noRole = "the credential has no role in this project: add it to the project";
const oldVersion = "Atlas no longer serves the API version asked for: update this app";

/** It will not get better by itself: what to do. */
const remedies: Readonly<Record<string, string>> = {
  OUT_OF_CAPACITY: noCapacity,
  NO_CAPACITY: noCapacity,
  CLUSTER_DISK_SIZE_INVALID:
    "the disk is larger than the tier holds: schedule a larger tier, or make the disk smaller in Atlas",
  COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_STORAGE_CONFIGURATION_INVALID:
    "the disk is larger than the smallest tier holds: raise autoScaling.min",
  CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API: "a Flex cluster has no size to schedule: take it out of the schedule",
  HOURLY_BILLING_LIMIT_EXCEEDED: "the organization's hourly billing limit forbids it: have it raised",
  INVALID_ENUM_VALUE: "Atlas does not know this tier for the cluster's provider: check the schedule",
  CLUSTER_NOT_FOUND: "no such cluster in this project: check the name",
  GROUP_NOT_FOUND: "no such project, or the credential cannot see it: check `projects` and the credential",
  NOT_IN_GROUP: noRole,
  USER_CANNOT_ACCESS_GROUP: noRole,
  USER_UNAUTHORIZED: apiKeyRole,
  ACCESS_FORBIDDEN: apiKeyRole,
  IP_ADDRESS_NOT_ON_ACCESS_LIST: accessList,
  IP_ADDRESS_NOT_ON_WHITELIST: accessList,
  ORG_REQUIRES_WHITELIST: "the organization requires an API access list: give the credential one",
  RESOURCE_REQUIRES_WHITELIST: "this request requires an API access list: give the credential one",
  INVALID_VERSION_DATE: oldVersion,
  VERSION_GONE: oldVersion,
  invalid_client: "ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET do not fit, or the secret has expired: set new ones",
  access_denied: "the service account has too many active tokens (100) or may not be used: wait, or make another",
};

/** What an error of the client means, and the remedy. Anything that is not the client's own error is thrown on: it is a bug. */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof BudgetError) return { meaning: "deferred", code: "BUDGET", remedy: nextRun };
  if (!(error instanceof AtlasError)) {
    if (error instanceof ConnectionError) {
      return { meaning: "look-again", code: "NO_ANSWER", remedy: `Atlas did not answer; ${nextRun}` };
    }
    throw error;
  }
  const { code, status } = error.facts;
  const wait = waits[code];
  if (code === "CLUSTER_ALREADY_PAUSED") return { meaning: "done", code, remedy: "" };
  if (wait !== undefined) return { meaning: "waits", code, remedy: `${wait}; ${nextRun}` };
  const remedy = remedies[code];
  if (remedy !== undefined) return { meaning: "failed", code, remedy };
  return { meaning: meaningOf(status), code, remedy: remedyFor(status, code) };
}

function meaningOf(status: number): FailureMeaning {
  if (status === 429 || status === 503) return "waits";
  return status >= 500 ? "look-again" : "failed";
}

function remedyFor(status: number, code: string): string {
  if (status === 401) {
    return "Atlas refuses the credential: ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY (or the service account's pair) do not fit or were deleted; set them anew";
  }
  if (status === 402) return "the organization has a payment problem: settle it in Atlas";
  if (status === 403) return apiKeyRole;
  // Atlas's own 404s have a code.
  if (status === 404 && code === "UNEXPECTED_ERROR") return "check ATLAS_BASE_URL";
  if (status >= 500) return `Atlas has a problem of its own; ${nextRun}`;
  return "";
}
