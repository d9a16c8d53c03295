import type { Cluster } from "../../model";

/** Only the first version shows these (recorded by the CLI for it, by Terraform for the newer one). */
const OLDER_ONLY = { defaultReadConcern: null, failIndexKeyTooLong: null };
/** Assumed from the two recordings there are: null for 7.0, 1 for 8.0. */
const FIRST_WITH_QUERY_STATS = 8;

/** Simplified: what a cluster has whose settings nobody changed. */
export function describeProcessArgs(cluster: Cluster, version: string): Record<string, unknown> {
  const majorVersion = Number.parseFloat(String(cluster.settings.mongoDBMajorVersion));
  return {
    changeStreamOptionsPreAndPostImagesExpireAfterSeconds: null,
    chunkMigrationConcurrency: null,
    customOpensslCipherConfigTls12: [],
    customOpensslCipherConfigTls13: [],
    defaultMaxTimeMS: null,
    ...(version < "2024-08-05" ? OLDER_ONLY : {}),
    defaultWriteConcern: "majority",
    javascriptEnabled: true,
    minimumEnabledTlsProtocol: "TLS1_2",
    noTableScan: false,
    oplogMinRetentionHours: cluster.oplogMinRetentionHours === 0 ? null : cluster.oplogMinRetentionHours,
    oplogSizeMB: null,
    queryStatsLogVerbosity: majorVersion >= FIRST_WITH_QUERY_STATS ? 1 : null,
    sampleRefreshIntervalBIConnector: null,
    sampleSizeBIConnector: null,
    tlsCipherConfigMode: "DEFAULT",
    transactionLifetimeLimitSeconds: null,
  };
}
