/** Numbers of the Atlas Administration API, each with where it is published. */

import { DAY_MS, MINUTE_MS } from "../clock/units";

/** OpenAPI document, parameters `itemsPerPage` and `pageNum`. */
export const ITEMS_PER_PAGE = { min: 1, max: 500, default: 100 } as const;

/** Atlas docs, "Pause or resume a cluster": 60 minutes between a resume and the next pause. */
export const MINUTES_BETWEEN_RESUME_AND_PAUSE = 60;
/** Atlas docs, "Pause or resume a cluster": Atlas resumes a paused cluster after 30 days. */
export const PAUSED_AT_MOST_MS = 30 * DAY_MS;

/** Atlas docs, "Generate an OAuth 2.0 token": 3600 s; not refreshable. */
export const ACCESS_TOKEN_SECONDS = 3600;
/** Atlas docs, MCP server rate limits: active tokens per service account. */
export const ACTIVE_TOKENS_PER_SERVICE_ACCOUNT = 100;

/** Not published; 5 minutes stand in for the docs' "a short amount of time". */
export const NONCE_LIFE_MS = 5 * MINUTE_MS;
/** Nonces kept at once, so that a long run does not grow; older ones are forgotten. Atlas publishes no such number. */
export const NONCES_KEPT = 20_000;
/** Not published; larger bodies get 413. A cluster description is a few kilobytes. */
export const BODY_BYTES_MAX = 1024 * 1024;

/** Atlas docs, "Resource tags": 50 tags a resource, 255 characters each for key and value. */
export const TAGS = { perResource: 50, keyLength: 255, valueLength: 255 } as const;

/** OpenAPI document: priorities run from 7 down. */
export const PRIORITY_MAX = 7;
/** Error table, CLUSTER_REPLICATION_FACTOR_INVALID: electable nodes of a shard. */
export const ELECTABLE_NODE_COUNTS: readonly number[] = [3, 5, 7];
/** Error table, INVALID_INSTANCE_COUNT gives no bounds; Atlas docs, "Limits": 50 nodes of a replica set, all kinds. */
export const NODES_PER_SHARD_MAX = 50;

/** Recorded exchanges, August 2026: `diskIOPS` 3000 for a STANDARD volume; AWS: 3 IOPS a GB above 1000 GB, 16000 at most. */
export const AWS_STANDARD_IOPS = { min: 3000, perGB: 3, max: 16_000 } as const;
/** AWS: provisioned volumes hold at most 50 IOPS a GB. Atlas offers them from M30 on (Atlas docs, "Customize storage"). */
export const AWS_PROVISIONED_IOPS = { min: 100, perGB: 50, max: 64_000, firstTier: 30 } as const;
/** Terraform provider docs, August 2026: a STANDARD volume of a Gen2 tier takes 3,000 to 80,000; 3,000 when nobody asks. */
export const GEN2_IOPS = { min: 3000, max: 80_000 } as const;
/** Assumed for Gen2: what an AWS gp3 volume brings. The OpenAPI document has `diskThroughput` as read-only. */
export const GEN2_THROUGHPUT = 125;
/**
 * Recorded: 135,125 for M40_NVME. That is AWS's read and write figure of i3.large added up; the other tiers are assumed to
 * be the sums of their machines in AWS's instance table.
 */
export const AWS_NVME_IOPS: Readonly<Record<number, number>> = {
  40: 135_125,
  50: 276_250,
  60: 592_500,
  80: 1_185_000,
  200: 2_370_000,
  400: 4_700_000,
};
/** Assumed: Azure's figures for the Lsv2 machine of that memory; no recording is public. */
export const AZURE_NVME_IOPS: Readonly<Record<number, number>> = {
  60: 400_000,
  80: 800_000,
  200: 1_500_000,
  300: 2_200_000,
  400: 2_900_000,
  600: 3_800_000,
};
/** OpenAPI document: Azure accepts `diskIOPS` from M40 on. The largest number is Azure's for one disk; caps per tier are not published. */
export const AZURE_EXTENDED_IOPS = { firstTier: 40, max: 80_000 } as const;
/**
 * Recorded: 3,500 IOPS and 125 MB a second for disks of 8 and 32 GB. Assumed: larger disks have no less, and what Azure
 * publishes for a premium disk of their size where that is more.
 */
export const AZURE_DISKS: readonly (readonly [upToGB: number, iops: number, throughput: number])[] = [
  [256, 3500, 125],
  [512, 3500, 150],
  [1024, 5000, 200],
  [4096, 7500, 250],
  [8192, 16_000, 500],
  [16_384, 18_000, 750],
];
/** GCP: `diskIOPS` exists on Gen2 tiers only (terraform provider docs, August 2026); the largest number is Google's for one disk. */
export const GCP_IOPS_RANGE = { min: 3000, max: 160_000 } as const;

/** Atlas docs, "Extended storage sizes": M40 to 4 TB, M50 and M60 to 8 TB, M80 and larger to 14 TB. */
export const EXTENDED_STORAGE_GB: readonly (readonly [fromTier: number, maxGB: number])[] = [
  [80, 14 * 1024],
  [50, 8 * 1024],
  [40, 4 * 1024],
];

/** A token bucket: `capacity` requests, `refill` more every 60 seconds. */
export interface BucketSize {
  readonly capacity: number;
  readonly refill: number;
}

export const BUCKET_REFILL_MS = MINUTE_MS;

/** Atlas docs, "API rate limits" (10 April 2026); the recorded `RateLimit-Limit` headers agree. */
export const BUCKETS = {
  clusters: { capacity: 10_000, refill: 5000 },
  allClusters: { capacity: 300, refill: 100 },
  events: { capacity: 300, refill: 100 },
  projectById: { capacity: 1200, refill: 500 },
  projects: { capacity: 1200, refill: 500 },
  maintenanceWindow: { capacity: 1200, refill: 500 },
  flexClusters: { capacity: 1200, refill: 500 },
  alertConfigs: { capacity: 1200, refill: 500 },
  rateLimits: { capacity: 300, refill: 100 },
  /** Assumed: what the published table has for an organization by its id. */
  accessLists: { capacity: 500, refill: 250 },
} as const satisfies Record<string, BucketSize>;

export type BucketName = keyof typeof BUCKETS;
