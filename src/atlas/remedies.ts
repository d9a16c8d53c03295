import { AtlasError, type AtlasErrorFacts, BudgetError, ConnectionError } from "./errors";

/**
 * What a failed request means for the cluster it was about.
 * - done: the cluster is already so
 * - waits: Atlas says not yet
 * - look-again: the answer is lost or the cluster changed meanwhile; a fresh look tells
 * - deferred: nothing was sent
 * - failed: it will not get better by itself
 */
export type FailureMeaning = "done" | "waits" | "look-again" | "deferred" | "failed";

/** A failed request in data: whoever reports it makes a sentence of the parts. */
export interface Diagnosis {
  readonly meaning: FailureMeaning;
  /** Atlas's code, "NO_ANSWER", or "BUDGET". */
  readonly code: string;
  /**
   * What happened, in a sentence without a full stop. It names project and cluster only where Atlas's own text does.
   */
  readonly message: string;
  /** What the code means, in a sentence that goes on after another; "" when Atlas's own text says it. */
  readonly why: string;
  /** What a person can do, in a sentence of its own; "" when there is nothing but to ask again. */
  readonly remedy: string;
  /** It may pass by itself, so that it is worth asking again. */
  readonly passes: boolean;
}

type Advice = Pick<Diagnosis, "why" | "remedy" | "passes">;

/** Why Atlas says not yet. The codes are those of the public error table and of recorded answers. */
const reasonToWaitByCode = byCode<string>({
  CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER: "a resumed cluster must run for 60 minutes before it can be paused",
  CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES: "an earlier change of the cluster is still in progress",
  OPERATION_INVALID_MEMBER_REPLICATION_LAG: "replication of a member of the cluster lags behind",
  CANNOT_UPDATE_PAUSED_CLUSTER: "the cluster is paused or is being paused",
  CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE: "a restore is in progress",
  ATLAS_CLUSTER_RESTORE_IN_PROGRESS: "a restore is in progress",
  CLUSTER_RESTART_IN_PROGRESS: "a restart is in progress",
  CANNOT_MODIFY_CLUSTER_WITH_RUNNING_LIVE_IMPORT: "a live import is in progress",
  ATLAS_MAINTENANCE_ALREADY_SCHEDULED: "maintenance is in progress",
  CANNOT_DECREASE_DISK_SIZE: "Atlas cannot change the disk now",
  WRITES_NOT_ALLOWED_DURING_APP_UPGRADES: "Atlas itself is being upgraded",
  RATE_LIMITED: "Atlas limits the rate of requests",
  RATE_LIMITED_TOKEN_BUCKET: "Atlas limits the rate of requests",
});

const noCapacity: Advice = {
  why: "the region has no capacity for this tier",
  remedy: "Schedule another tier if this lasts",
  passes: true,
};
const diskTooLarge = "the disk is larger than the tier holds";
const noRoleHere = lasting("the credential has no role in this project", "Add it to the project");
const wrongRole = lasting(
  "the role of the credential does not allow this",
  "Give the credential the role Project Cluster Manager in this project",
);
const notOnAccessList = lasting(
  "",
  "Add this address to the API access list of the credential; App Services calls from a published list of addresses, and each must be on it",
);
const notTheApi = lasting("whatever answered is not the Admin API", "Check ATLAS_BASE_URL");
const oldVersion = lasting(
  "Atlas no longer serves the API version that this app asks for",
  "Deploy a newer release of it",
);

/** What a code means, and what to do, when it will not get better by itself. */
const adviceByCode = byCode<Advice>({
  OUT_OF_CAPACITY: noCapacity,
  NO_CAPACITY: noCapacity,
  CLUSTER_DISK_SIZE_INVALID: lasting(diskTooLarge, "Schedule a larger tier, or shrink the disk in Atlas"),
  COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_STORAGE_CONFIGURATION_INVALID: lasting(
    "the disk is larger than the smallest tier of the bounds holds",
    "Raise autoScaling.min in the schedule",
  ),
  CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API: lasting(
    "a Flex cluster has no size that can be scheduled",
    "Take it out of the schedule",
  ),
  HOURLY_BILLING_LIMIT_EXCEEDED: lasting("the organization would exceed its hourly billing limit", "Have it raised"),
  INVALID_ENUM_VALUE: lasting("Atlas has no such tier for the cluster's provider", "Check the tiers in the schedule"),
  CLUSTER_NOT_FOUND: lasting("the project has no such cluster", "Check the name"),
  GROUP_NOT_FOUND: lasting(
    "the project does not exist, or the credential cannot see it",
    "Check `projects` in the schedule, and the credential",
  ),
  NOT_IN_GROUP: noRoleHere,
  USER_CANNOT_ACCESS_GROUP: noRoleHere,
  USER_UNAUTHORIZED: wrongRole,
  ACCESS_FORBIDDEN: wrongRole,
  IP_ADDRESS_NOT_ON_ACCESS_LIST: notOnAccessList,
  IP_ADDRESS_NOT_ON_WHITELIST: notOnAccessList,
  ORG_REQUIRES_WHITELIST: lasting("the organization requires an API access list", "Give the credential one"),
  RESOURCE_REQUIRES_WHITELIST: lasting("this request requires an API access list", "Give the credential one"),
  INVALID_VERSION_DATE: oldVersion,
  VERSION_GONE: oldVersion,
  invalid_client: lasting(
    "ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET do not belong together, or the secret has expired",
    "Set both anew",
  ),
  access_denied: lasting(
    "the service account has too many active tokens (100), or may not be used",
    "Wait an hour, or use another service account",
  ),
});

/** A map, in which no code finds what every object has (`constructor`, `toString`). */
function byCode<Value>(values: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(values));
}

function lasting(why: string, remedy: string): Advice {
  return { why, remedy, passes: false };
}

/** What an error of the client means. Anything that is not the client's own error is thrown on: it is a bug. */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof AtlasError) return diagnoseRefusal(error.facts);
  if (error instanceof ConnectionError) return diagnoseLostAnswer(error);
  if (error instanceof BudgetError) return diagnoseSpentBudget(error);
  throw error;
}

function diagnoseSpentBudget({ request }: BudgetError): Diagnosis {
  const message = `this run had no time or operations left to ask Atlas to ${request.purpose}`;
  return { meaning: "deferred", code: "BUDGET", message, why: "", remedy: "", passes: true };
}

function diagnoseLostAnswer({ request, reason, isForeign }: ConnectionError): Diagnosis {
  const message = `Atlas gave no usable answer when asked to ${request.purpose} (${request.method}): ${reason}`;
  if (isForeign) return { meaning: "look-again", code: "NO_ANSWER", message, ...notTheApi };
  return { meaning: "look-again", code: "NO_ANSWER", message, why: "", remedy: "", passes: true };
}

function diagnoseRefusal({ purpose, method, status, code, detail }: AtlasErrorFacts): Diagnosis {
  const message = `Atlas did not ${purpose} (${method}, status ${status})${detail === "" ? "" : `: ${detail}`}`;
  const reason = reasonToWaitByCode.get(code);
  if (code === "CLUSTER_ALREADY_PAUSED") return { meaning: "done", code, message, why: "", remedy: "", passes: false };
  if (reason !== undefined) return { meaning: "waits", code, message, why: reason, remedy: "", passes: true };
  const known = adviceByCode.get(code);
  if (known !== undefined) return { meaning: "failed", code, message, ...known };
  return { meaning: meaningOf(status), code, message, ...meaningOfStatus(status, code) };
}

function meaningOf(status: number): FailureMeaning {
  if (status === 429 || status === 503) return "waits";
  return status >= 500 ? "look-again" : "failed";
}

function meaningOfStatus(status: number, code: string): Advice {
  if (status === 401) {
    return lasting(
      "Atlas does not accept the credential: its two parts do not belong together, or it was deleted",
      "Set ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY (or the two Values of the service account) anew",
    );
  }
  if (status === 402) return lasting("the organization has a payment problem", "Settle it in Atlas");
  if (status === 403) return wrongRole;
  // Every 404 of Atlas has a code of its own, and it redirects nobody who asks at the right address.
  if (status < 400 || ([404, 405].includes(status) && code === "unknown")) return notTheApi;
  if (status === 429) return { why: "Atlas limits the rate of requests", remedy: "", passes: true };
  if (status >= 500) return { why: "Atlas has a problem of its own", remedy: "", passes: true };
  return lasting("", "");
}
