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

const nextRun = "the next run asks again";
const apiKeyRole = "give the credential the role Project Cluster Manager in this project";
const accessList =
  "add the address to the API access list of the credential; App Services calls from a published list of addresses, each must be on it";

/** Codes of the public error table and of recorded answers that are more than "failed". */
const byCode: ReadonlyMap<string, readonly [FailureMeaning, string]> = new Map(
  Object.entries<readonly [FailureMeaning, string]>({
    CLUSTER_ALREADY_PAUSED: ["done", ""],
    CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER: ["waits", `a resumed cluster runs for 60 minutes first; ${nextRun}`],
    CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES: ["waits", `an earlier change is still under way; ${nextRun}`],
    OPERATION_INVALID_MEMBER_REPLICATION_LAG: ["waits", `a member lags behind; ${nextRun}`],
    CANNOT_UPDATE_PAUSED_CLUSTER: ["waits", `it is paused or being paused; ${nextRun}`],
    CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE: ["waits", `a restore is under way; ${nextRun}`],
    ATLAS_CLUSTER_RESTORE_IN_PROGRESS: ["waits", `a restore is under way; ${nextRun}`],
    CLUSTER_RESTART_IN_PROGRESS: ["waits", `a restart is under way; ${nextRun}`],
    CANNOT_MODIFY_CLUSTER_WITH_RUNNING_LIVE_IMPORT: ["waits", `a live import is under way; ${nextRun}`],
    ATLAS_MAINTENANCE_ALREADY_SCHEDULED: ["waits", `maintenance is under way; ${nextRun}`],
    CANNOT_DECREASE_DISK_SIZE: ["waits", `Atlas cannot change the disk now; ${nextRun}`],
    WRITES_NOT_ALLOWED_DURING_APP_UPGRADES: ["waits", `Atlas is being upgraded; ${nextRun}`],
    RATE_LIMITED: ["waits", `Atlas limits the rate of requests; ${nextRun}`],
    RATE_LIMITED_TOKEN_BUCKET: ["waits", `Atlas limits the rate of requests; ${nextRun}`],
    OUT_OF_CAPACITY: ["failed", `the region has no capacity for this tier; ${nextRun}, or schedule another tier`],
    NO_CAPACITY: ["failed", `the region has no capacity for this tier; ${nextRun}, or schedule another tier`],
    CLUSTER_DISK_SIZE_INVALID: [
      "failed",
      "the disk is larger than the tier holds: schedule a larger tier, or make the disk smaller in Atlas",
    ],
    COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_STORAGE_CONFIGURATION_INVALID: [
      "failed",
      "the disk is larger than the smallest tier holds: raise `autoScaling.min`",
    ],
    HOURLY_BILLING_LIMIT_EXCEEDED: ["failed", "the organization's hourly billing limit forbids it: have it raised"],
    INVALID_ENUM_VALUE: ["failed", "Atlas does not know this tier for the cluster's provider: check the schedule"],
    GROUP_NOT_FOUND: [
      "failed",
      "no such project, or the credential cannot see it: check `projects` and the credential",
    ],
    NOT_IN_GROUP: ["failed", "the credential has no role in this project: add it to the project"],
    USER_CANNOT_ACCESS_GROUP: ["failed", "the credential has no role in this project: add it to the project"],
    USER_UNAUTHORIZED: ["failed", apiKeyRole],
    ACCESS_FORBIDDEN: ["failed", apiKeyRole],
    IP_ADDRESS_NOT_ON_ACCESS_LIST: ["failed", accessList],
    IP_ADDRESS_NOT_ON_WHITELIST: ["failed", accessList],
    ORG_REQUIRES_WHITELIST: ["failed", "the organization requires an API access list: give the credential one"],
    RESOURCE_REQUIRES_WHITELIST: ["failed", "this request requires an API access list: give the credential one"],
    INVALID_VERSION_DATE: ["failed", "Atlas no longer knows the API version asked for: update this app"],
    VERSION_GONE: ["failed", "Atlas no longer serves the API version asked for: update this app"],
    invalid_client: [
      "failed",
      "ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET do not fit, or the secret has expired: set new ones",
    ],
    access_denied: [
      "failed",
      "the service account has too many active tokens (100) or may not be used: wait, or make another",
    ],
  }),
);

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
  const known = byCode.get(code);
  if (known !== undefined) return { meaning: known[0], code, remedy: known[1] };
  return { meaning: meaningOf(status), code, remedy: remedyFor(status) };
}

function meaningOf(status: number): FailureMeaning {
  if (status === 429 || status === 503) return "waits";
  return status >= 500 ? "look-again" : "failed";
}

function remedyFor(status: number): string {
  if (status === 401) {
    return "Atlas refuses the credential: ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY (or the service account's pair) do not fit or were deleted; set them anew";
  }
  if (status === 402) return "the organization has a payment problem: settle it in Atlas";
  if (status === 403) return apiKeyRole;
  if (status >= 500) return `Atlas has a problem of its own; ${nextRun}`;
  return "";
}
