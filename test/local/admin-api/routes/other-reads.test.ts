import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type LocalAtlas, OTHER_PROJECT, PROJECT, READER, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;

beforeEach(async () => {
  atlas = await startLocalAtlas();
  atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M30" });
});
afterEach(() => atlas.stop());

const read = async (path: string, accept = "2023-01-01") => {
  const answer = await atlas.call("GET", path, { accept: `application/vnd.atlas.${accept}+json` });
  return answer.status === 200 ? answer.json : answer.json.errorCode;
};

describe("projects", () => {
  it("are the caller's own, by list, by id and by name", async () => {
    const list = await read("/groups");
    expect(list.results.map((project: { id: string }) => project.id)).toEqual([PROJECT]);
    expect(await read(`/groups/${PROJECT}`)).toMatchObject({ id: PROJECT, name: "shop", clusterCount: 1 });
    expect(await read("/groups/byName/shop")).toEqual(list.results[0]);
    expect(await read("/groups/byName/elsewhere")).toBe("GROUP_NAME_NOT_FOUND");
    expect(await read(`/groups/${OTHER_PROJECT}`)).toBe("NOT_IN_GROUP");
    expect(await read("/groups/shop")).toBe("INVALID_GROUP_ID");
  });

  it("have a maintenance window", async () => {
    expect(await read(`/groups/${PROJECT}/maintenanceWindow`)).toEqual({
      autoDeferOnceEnabled: false,
      dayOfWeek: 1,
      hourOfDay: 1,
      numberOfDeferrals: 0,
      startASAP: false,
      timeZoneId: "UTC",
    });
  });

  it("show which tier is to be had where", async () => {
    const { results, links } = await read(`/groups/${PROJECT}/clusters/provider/regions?providers=AWS&tier=M30`);
    expect(results).toHaveLength(1);
    expect(results[0].provider).toBe("AWS");
    expect(results[0].instanceSizes).toHaveLength(1);
    expect(results[0].instanceSizes[0].name).toBe("M30");
    expect(results[0].instanceSizes[0].availableRegions[0]).toEqual({ default: true, name: "US_EAST_1" });
    expect(links[0].href).toContain("?includeCount=true&providers=AWS&tier=M30&pageNum=1&itemsPerPage=100");
    const unknown = await read(`/groups/${PROJECT}/clusters/provider/regions?providers=AWS&tier=M31`);
    expect(unknown.results[0].instanceSizes).toEqual([]);
  });

  it("have the published rate limits", async () => {
    const { results } = await read(`/rateLimits?groupId=${PROJECT}`, "2025-03-12");
    expect(results[0]).toMatchObject({
      endpointSetName: "Clusters",
      capacity: { value: 10_000 },
      refillDurationSeconds: 60,
    });
  });
});

describe("a project", () => {
  it("is described as recorded, with what it holds", async () => {
    atlas.state.addProject({ id: PROJECT, name: "shop", tags: [{ key: "env", value: "dev" }] });
    const href = `${atlas.api.baseUrl}/groups/${PROJECT}`;
    const held = ["containers", "clusters", "databaseUsers", "peers", "processes", "whitelist"];
    expect(await read(`/groups/${PROJECT}`)).toEqual({
      clusterCount: 1,
      created: "2026-11-01T00:00:00Z",
      id: PROJECT,
      links: [
        { href, rel: "self" },
        ...held.map((name) => ({ href: `${href}/${name}`, rel: `https://cloud.mongodb.com/${name}` })),
      ],
      name: "shop",
      orgId: atlas.state.project(PROJECT)?.orgId,
      tags: [{ key: "env", value: "dev" }],
      withDefaultAlertsSettings: true,
    });
  });

  it("has the maintenance window that it is set up with", async () => {
    const protectedHours = { startHourOfDay: 9, endHourOfDay: 17 };
    atlas.state.addProject({
      id: PROJECT,
      maintenanceWindow: { dayOfWeek: 3, timeZoneId: "Europe/Berlin", protectedHours },
    });
    expect(await read(`/groups/${PROJECT}/maintenanceWindow`)).toMatchObject({
      dayOfWeek: 3,
      hourOfDay: 1,
      timeZoneId: "Europe/Berlin",
      protectedHours,
    });
  });
});

describe("the regions of a provider", () => {
  const regions = async (query: string) => await read(`/groups/${PROJECT}/clusters/provider/regions${query}`);

  it("are 34 on AWS, two of them the default", async () => {
    const { results } = await regions("?providers=AWS&tier=M10");
    const { availableRegions } = results[0].instanceSizes[0];
    expect(new Set(availableRegions.map((one: { name: string }) => one.name)).size).toBe(34);
    const defaults = availableRegions.filter((one: { default: boolean }) => one.default);
    expect(defaults.map((one: { name: string }) => one.name)).toEqual(["US_EAST_1", "US_WEST_2"]);
  });

  it("are told of every provider when none is named, and of none that is unknown", async () => {
    const { results } = await regions("");
    expect(results.map((one: { provider: string }) => one.provider)).toEqual(["AWS", "AZURE", "GCP"]);
    expect(await regions("?providers=TENANT")).toMatchObject({ results: [] });
    expect(await regions("?providers=IBM")).toBe("INVALID_QUERY_PARAMETER");
  });
});

describe("a Flex cluster", () => {
  it("is described as recorded: the provider behind it, and no links", async () => {
    atlas.state.addCluster(PROJECT, { name: "flexible", flex: true, providerName: "GCP" });
    const flex = await read(`/groups/${PROJECT}/flexClusters/flexible`, "2024-11-13");
    expect(Object.keys(flex).sort()).toEqual(
      (
        "backupSettings clusterType connectionStrings createDate groupId id mongoDBVersion name providerSettings " +
        "stateName tags terminationProtectionEnabled versionReleaseSystem"
      ).split(" "),
    );
    expect(flex.providerSettings).toEqual({
      backingProviderName: "GCP",
      diskSizeGB: 5,
      providerName: "FLEX",
      regionName: "CENTRAL_US",
    });
    expect(flex.connectionStrings.standard.split(",")).toHaveLength(3);
  });

  it("is not in the Cluster API, nor a dedicated one in the Flex API", async () => {
    const dedicated = await atlas.call("GET", `/groups/${PROJECT}/flexClusters/Cluster0`, {
      accept: "application/vnd.atlas.2024-11-13+json",
    });
    expect([dedicated.status, dedicated.json.errorCode, dedicated.json.detail]).toEqual([
      400,
      "CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API",
      "Cannot use non-flex cluster Cluster0 in the flex API.",
    ]);
    expect(await read(`/groups/${PROJECT}/flexClusters/nowhere`, "2024-11-13")).toBe("CLUSTER_NOT_FOUND");
  });
});

describe("the process arguments of a cluster", () => {
  const processArgs = (version: string) => read(`/groups/${PROJECT}/clusters/Cluster0/processArgs`, version);

  it("are two more in the first version", async () => {
    const first = await processArgs("2023-01-01");
    const { defaultReadConcern, failIndexKeyTooLong, ...newer } = first;
    expect([defaultReadConcern, failIndexKeyTooLong]).toEqual([null, null]);
    expect(await processArgs("2024-08-05")).toEqual(newer);
    expect(newer).toEqual({
      changeStreamOptionsPreAndPostImagesExpireAfterSeconds: null,
      chunkMigrationConcurrency: null,
      customOpensslCipherConfigTls12: [],
      customOpensslCipherConfigTls13: [],
      defaultMaxTimeMS: null,
      defaultWriteConcern: "majority",
      javascriptEnabled: true,
      minimumEnabledTlsProtocol: "TLS1_2",
      noTableScan: false,
      oplogMinRetentionHours: null,
      oplogSizeMB: null,
      queryStatsLogVerbosity: 1,
      sampleRefreshIntervalBIConnector: null,
      sampleSizeBIConnector: null,
      tlsCipherConfigMode: "DEFAULT",
      transactionLifetimeLimitSeconds: null,
    });
  });

  it("tell the least oplog window, and nothing of query statistics before 8.0", async () => {
    const settings = { mongoDBMajorVersion: "7.0" };
    atlas.state.addCluster(PROJECT, { name: "old", settings, oplogMinRetentionHours: 24 });
    const old = await read(`/groups/${PROJECT}/clusters/old/processArgs`, "2024-08-05");
    expect([old.oplogMinRetentionHours, old.queryStatsLogVerbosity]).toEqual([24, null]);
  });
});

describe("a cluster's smaller reads", () => {
  const cluster0 = `/groups/${PROJECT}/clusters/Cluster0`;

  it("are its change status, process arguments and scaling mode", async () => {
    expect(await read(`${cluster0}/status`)).toEqual({ changeStatus: "APPLIED" });
    atlas.state.changeAs({ username: "ann" }, PROJECT, "Cluster0", { labels: [] });
    expect(await read(`${cluster0}/status`)).toEqual({ changeStatus: "PENDING" });
    expect(await read(`${cluster0}/processArgs`, "2024-08-05")).toMatchObject({ minimumEnabledTlsProtocol: "TLS1_2" });
    expect(await read(`${cluster0}/autoScalingConfiguration`, "2024-08-05")).toEqual({
      autoScalingMode: "CLUSTER_WIDE_SCALING",
    });
  });
});

describe("the dry run of a change", () => {
  const validate = async (clusterName: string, clusterDescription: unknown, key?: typeof READER) => {
    const { status, json } = await atlas.call("POST", `/groups/${PROJECT}/clusterConfigurations:validate`, {
      accept: "application/vnd.atlas.2025-03-12+json",
      body: { editing: true, clusterName, clusterDescription },
      ...(key === undefined ? {} : { key }),
    });
    return status === 200
      ? [json.valid, ...json.errors.map((error: { errorCode: string }) => error.errorCode)]
      : [status];
  };

  it("tells a good change from a bad one and changes nothing", async () => {
    expect(await validate("Cluster0", { labels: [] })).toEqual([true]);
    expect(await validate("Cluster0", { name: "other" })).toEqual([false, "CLUSTER_CANNOT_CHANGE_NAME"]);
    expect(await validate("nowhere", {})).toEqual([false, "CLUSTER_NOT_FOUND"]);
    expect(atlas.state.cluster(PROJECT, "Cluster0")?.stateName).toBe("IDLE");
  });

  it("is not for readers", async () => {
    expect(await validate("Cluster0", {}, READER)).toEqual([401]);
  });

  it("is of changes alone, and of what a description says", async () => {
    const ask = async (body: unknown) => {
      const accept = "application/vnd.atlas.2025-03-12+json";
      const answer = await atlas.call("POST", `/groups/${PROJECT}/clusterConfigurations:validate`, { accept, body });
      return [answer.status, answer.json.errorCode];
    };
    const clusterDescription = {};
    expect(await ask({ editing: false, clusterName: "Cluster0", clusterDescription })).toEqual([
      501,
      "LOCAL_ATLAS_ABSENT",
    ]);
    expect(await ask({ editing: true, clusterName: "Cluster0" })).toEqual([400, "MISSING_ATTRIBUTE"]);
    expect(await ask({ editing: true, clusterName: "Cluster0", clusterDescription, colour: 1 })).toEqual([
      400,
      "INVALID_ATTRIBUTE",
    ]);
  });
});
