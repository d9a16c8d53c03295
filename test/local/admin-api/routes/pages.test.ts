import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type LocalAtlas, OTHER_PROJECT, OWNER, PROJECT, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;

beforeEach(async () => {
  atlas = await startLocalAtlas();
  const everywhere = { [PROJECT]: ["GROUP_OWNER"], [OTHER_PROJECT]: ["GROUP_OWNER"] } as const;
  atlas.state.addApiKey({ ...OWNER, projects: everywhere });
  for (const name of ["a", "b", "c"]) atlas.state.addCluster(PROJECT, { name });
  for (const name of ["x", "y", "z"]) atlas.state.addCluster(PROJECT, { name, flex: true });
  for (const name of ["a", "b", "c"]) atlas.state.changeAs({ username: "ann" }, PROJECT, name, { labels: [] });
  const notifications = [{ typeName: "GROUP" }];
  for (let count = 0; count < 3; count++) {
    atlas.state.alertConfigs.add(PROJECT, { eventTypeName: "NO_PRIMARY", notifications });
  }
});
afterEach(() => atlas.stop());

const group = `/groups/${PROJECT}`;
const SUBMITTED = "eventType=CLUSTER_UPDATE_SUBMITTED";

describe("a list in pages of one", () => {
  it.each([
    [`${group}/clusters`, "2024-08-05", "", "includeDeletedWithRetainedBackups=false&"],
    [`${group}/flexClusters`, "2024-11-13", "", ""],
    [`${group}/events`, "2023-01-01", `${SUBMITTED}&`, `includeRaw=false&${SUBMITTED}&`],
    [`${group}/alertConfigs`, "2023-01-01", "", ""],
    [
      `${group}/clusters/provider/regions`,
      "2023-01-01",
      "providers=AWS&providers=AZURE&providers=GCP&tier=M30&",
      "providers=AWS&providers=AZURE&providers=GCP&tier=M30&",
    ],
  ])("links its second page of three to itself and both neighbours: %s", async (path, version, asked, repeated) => {
    const accept = `application/vnd.atlas.${version}+json`;
    const { json } = await atlas.call("GET", `${path}?${asked}itemsPerPage=1&pageNum=2`, { accept, key: OWNER });
    const link = (rel: string, pageNum: number) => ({
      href: `${atlas.api.baseUrl}${path}?includeCount=true&${repeated}pageNum=${pageNum}&itemsPerPage=1`,
      rel,
    });
    expect(json.links).toEqual([link("self", 2), link("previous", 1), link("next", 3)]);
    expect([json.results.length, json.totalCount]).toEqual([1, 3]);
  });

  it.each([
    ["/groups", "2023-01-01"],
    ["/clusters", "2023-01-01"],
  ])("links the first page of two to itself and the next: %s", async (path, version) => {
    const accept = `application/vnd.atlas.${version}+json`;
    const { json } = await atlas.call("GET", `${path}?itemsPerPage=1`, { accept, key: OWNER });
    const link = (rel: string, pageNum: number) => ({
      href: `${atlas.api.baseUrl}${path}?includeCount=true&pageNum=${pageNum}&itemsPerPage=1`,
      rel,
    });
    expect(json.links).toEqual([link("self", 1), link("next", 2)]);
  });

  it("is empty past its end, and an empty list is none the less a list", async () => {
    const past = await atlas.call("GET", `${group}/clusters?pageNum=9`);
    expect([past.status, past.json.results, past.json.totalCount]).toEqual([200, [], 3]);
    const none = await atlas.call("GET", `/groups/${OTHER_PROJECT}/clusters`, { key: OWNER });
    expect([none.status, none.json.results, none.json.totalCount]).toEqual([200, [], 0]);
  });

  it("has the published buckets of the project", async () => {
    const accept = "application/vnd.atlas.2025-03-12+json";
    const { json } = await atlas.call("GET", "/rateLimits", { accept });
    const told = json.results.map((one: Record<string, Record<string, number>>) => [
      one.endpointSetName,
      one.scope,
      one.capacity?.value,
      one.refillRate?.value,
      one.refillDurationSeconds,
    ]);
    expect(told).toEqual([
      ["Clusters", "GROUP", 10_000, 5000, 60],
      ["Events", "GROUP", 300, 100, 60],
      ["Maintenance Windows", "GROUP", 1200, 500, 60],
      ["Flex Clusters", "GROUP", 1200, 500, 60],
      ["Alert Configurations", "GROUP", 1200, 500, 60],
      ["Projects", "GROUP", 1200, 500, 60],
    ]);
  });
});

describe("flags of a list", () => {
  it.each(["includeCount=yes", "includeDeletedWithRetainedBackups=1", "pretty=on", "envelope=maybe"])(
    "refuse ?%s",
    async (query) => {
      const { status, json } = await atlas.call("GET", `${group}/clusters?${query}`);
      expect([status, json.errorCode]).toEqual([400, "INVALID_QUERY_PARAMETER"]);
    },
  );

  it("indent, and put the status beside the body", async () => {
    const { text } = await atlas.call("GET", `${group}/clusters/a?pretty=true&envelope=true`);
    expect(text.startsWith('{\n  "status": 200,\n  "content": {')).toBe(true);
  });
});
