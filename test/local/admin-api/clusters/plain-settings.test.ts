import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { PLAIN_NAMES } from "../../../../src/local/admin-api/clusters/requests/cluster-patch";
import { DEDICATED } from "../fixtures/description-parts";
import { type LocalAtlas, PROJECT, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;
const cluster0 = `/groups/${PROJECT}/clusters/Cluster0`;
beforeEach(async () => {
  atlas = await startLocalAtlas();
  atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M30" });
});
afterEach(() => atlas.stop());

/** A value of each setting that is not the one a cluster begins with. */
const others: Readonly<Record<string, unknown>> = {
  adaptiveCapacity: "ENABLED",
  advancedConfiguration: { minimumEnabledTlsProtocol: "TLS1_3" },
  biConnector: { enabled: true, readPreference: "primary" },
  diskWarmingMode: "VISIBLE_EARLIER",
  encryptionAtRestProvider: "AWS",
  globalClusterSelfManagedSharding: true,
  labels: [{ key: "a", value: "b" }],
  mongoDBMajorVersion: "7.0",
  pitEnabled: true,
  redactClientLogData: true,
  retainBackups: true,
  useAwsTimeBasedSnapshotCopyForFastInitialSync: true,
  versionReleaseSystem: "CONTINUOUS",
};

describe("the settings that no rule of scaling looks at", () => {
  it("are those of the recordings in a new cluster", async () => {
    expect((await atlas.call("GET", cluster0)).json).toMatchObject(DEDICATED);
  });

  it.each(Object.entries(others))("are shown once they are changed: %s", async (name, value) => {
    const before = (await atlas.call("GET", cluster0)).json[name];
    expect(before).not.toEqual(value);
    const { status, json } = await atlas.call("PATCH", cluster0, { body: { [name]: value } });
    expect({ status, value: json[name] }).toMatchObject({ status: 200, value });
    expect({ value: (await atlas.call("GET", cluster0)).json[name] }).toMatchObject({ value });
  });

  it("are all tried, but for those that a replica set does not show, or that have one value", () => {
    const left = PLAIN_NAMES.filter((name) => others[name] === undefined);
    expect(left).toEqual(["acceptDataRisksAndForceReplicaSetReconfig", "configServerManagementMode", "rootCertType"]);
  });
});
