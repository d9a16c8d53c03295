/** The settings of a cluster that no rule of scaling looks at, as recorded for clusters nobody configured further. */
import type { PlainSettings } from "../model";

export const DEFAULT_PLAIN_SETTINGS: PlainSettings = {
  advancedConfiguration: {
    customOpensslCipherConfigTls12: [],
    customOpensslCipherConfigTls13: [],
    minimumEnabledTlsProtocol: "TLS1_2",
    tlsCipherConfigMode: "DEFAULT",
  },
  biConnector: { enabled: false, readPreference: "secondary" },
  configServerManagementMode: "ATLAS_MANAGED",
  diskWarmingMode: "FULLY_WARMED",
  encryptionAtRestProvider: "NONE",
  globalClusterSelfManagedSharding: false,
  labels: [],
  mongoDBMajorVersion: "8.0",
  pitEnabled: false,
  redactClientLogData: false,
  retainBackups: false,
  rootCertType: "ISRGROOTX1",
  useAwsTimeBasedSnapshotCopyForFastInitialSync: false,
  versionReleaseSystem: "LTS",
};

/** Recorded in August 2026; any other major version stands without a recording. */
const PATCHES: Readonly<Record<string, string>> = { "8.0": "8.0.29", "7.0": "7.0.40" };

export const newestPatchOf = (majorVersion: string) => PATCHES[majorVersion] ?? `${majorVersion}.0`;
