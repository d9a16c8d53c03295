/**
 * Versioned media types (Atlas docs, "Versioned Atlas Administration API"): a request names a date in `Accept`, the
 * newest version of the operation not after that date answers, and `Content-Type` names the version that did.
 */
import { ApiError } from "./errors";

/** All API versions in existence (Atlas Go SDK, versions.json, August 2026). */
const API_VERSIONS = [
  "2023-01-01",
  "2023-02-01",
  "2023-10-01",
  "2023-11-15",
  "2024-05-30",
  "2024-08-05",
  "2024-10-23",
  "2024-11-13",
  "2025-02-19",
  "2025-03-12",
];

export interface OperationVersion {
  readonly date: string;
  /** The date of the version that replaced it: sent in the `Deprecation` header. */
  readonly deprecated?: string;
  /** From this date on: 410 VERSION_GONE. Sent in the `Sunset` header. */
  readonly sunset?: string;
}

const OLD_CLUSTER_VERSIONS: readonly OperationVersion[] = [
  { date: "2023-01-01", deprecated: "2023-02-01", sunset: "2027-07-01" },
  { date: "2023-02-01", deprecated: "2024-08-05", sunset: "2027-07-01" },
];

/** OpenAPI document, `x-sunset` of every media type (August 2026); oldest first. */
export const OPERATION_VERSIONS = {
  readClusters: [...OLD_CLUSTER_VERSIONS, { date: "2024-08-05" }],
  updateCluster: [
    ...OLD_CLUSTER_VERSIONS,
    { date: "2024-08-05", deprecated: "2024-10-23", sunset: "2027-03-01" },
    { date: "2024-10-23" },
  ],
  /** Recorded with a Deprecation header and no Sunset. */
  autoScalingConfiguration: [{ date: "2024-08-05", deprecated: "2024-10-23" }],
  processArgs: [{ date: "2023-01-01", deprecated: "2024-08-05", sunset: "2027-07-01" }, { date: "2024-08-05" }],
  /** Recorded without a Deprecation header; the OpenAPI document gives the older version a sunset. */
  deleteCluster: [{ date: "2023-01-01", deprecated: "2023-02-01", sunset: "2027-07-01" }, { date: "2023-02-01" }],
  v20240805: [{ date: "2024-08-05" }],
  v20230101: [{ date: "2023-01-01" }],
  v20241113: [{ date: "2024-11-13" }],
  v20250312: [{ date: "2025-03-12" }],
} as const satisfies Record<string, readonly OperationVersion[]>;

export type VersionedOperation = keyof typeof OPERATION_VERSIONS;

/**
 * The version that answers. Throws 406 when `accept` names no version in existence or none as old as the operation,
 * 410 when the version is past its sunset. `resource` is the path without a leading slash, as VERSION_GONE prints it.
 */
export function resolveVersion(
  operation: VersionedOperation,
  accept: string | undefined,
  nowMs: number,
  resource: string,
): OperationVersion {
  const asked = readVersionDate(accept);
  const versions: readonly OperationVersion[] = OPERATION_VERSIONS[operation];
  const served = versions.filter((version) => asked !== undefined && version.date <= asked).at(-1);
  if (served === undefined) throw invalidVersionDate();
  if (served.sunset !== undefined && nowMs >= Date.parse(served.sunset)) throw versionGone(served.date, resource);
  return served;
}

/** The date in the first `application/vnd.atlas.<date>+json` of a header, if it is a version in existence. */
export function readVersionDate(header: string | undefined): string | undefined {
  const date = /application\/vnd\.atlas\.(\d{4}-\d\d-\d\d)\+json/i.exec(header ?? "")?.[1];
  return date !== undefined && API_VERSIONS.includes(date) ? date : undefined;
}

export function versionHeaders(version: OperationVersion): Record<string, string> {
  return {
    ...(version.deprecated === undefined ? {} : { Deprecation: headerDate(version.deprecated) }),
    ...(version.sunset === undefined ? {} : { Sunset: headerDate(version.sunset) }),
  };
}

export const versionedContentType = (date: string) => `application/vnd.atlas.${date}+json;charset=utf-8`;

/** As recorded: `Mon, 5 Aug 2024 00:00:00 GMT`, the day without a leading zero. */
const headerDate = (date: string) => new Date(date).toUTCString().replace(/, 0/, ", ");

/** The body of Atlas's 406 is not pinned down by any public source; code and wording from public clients' comments. */
export const invalidVersionDate = () =>
  new ApiError(406, "INVALID_VERSION_DATE", "Invalid accept header or version date.");

const versionGone = (date: string, resource: string) =>
  new ApiError(410, "VERSION_GONE", `Version ${date} of ${resource} is no longer available.`, [date, resource]);
