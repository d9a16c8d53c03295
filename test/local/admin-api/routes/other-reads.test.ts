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
});
