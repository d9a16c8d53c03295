import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { KEY, type LocalAtlas, OTHER_PROJECT, OWNER, PROJECT, READER, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;

beforeEach(async () => {
  atlas = await startLocalAtlas();
});
afterEach(() => atlas.stop());

type Json = Record<string, unknown>;
const V2023 = "application/vnd.atlas.2023-01-01+json";
const V2024 = "application/vnd.atlas.2024-08-05+json";

describe("alert configurations", () => {
  const path = `/groups/${PROJECT}/alertConfigs`;
  const notification = { typeName: "GROUP", emailEnabled: true, smsEnabled: false, intervalMin: 60, delayMin: 0 };
  const config = { eventTypeName: "TRIGGER_FAILURE", enabled: true, notifications: [notification] };
  const create = (body: unknown, key = OWNER) => atlas.call("POST", path, { body, key, accept: V2023 });

  it("are created as recorded, and say where they can be read", async () => {
    const { status, json, headers } = await create(config);
    const href = `${atlas.api.baseUrl}${path}/${json.id}`;
    expect([status, headers.location, headers["ratelimit-limit"]]).toEqual([201, href, "1200"]);
    expect(json).toEqual({
      created: "2026-11-01T00:00:00Z",
      enabled: true,
      eventTypeName: "TRIGGER_FAILURE",
      groupId: PROJECT,
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      links: [
        { href, rel: "self" },
        { href: `${href}/alerts`, rel: `${atlas.api.url}/alerts` },
      ],
      matchers: [],
      notifications: [{ ...notification, notifierId: expect.stringMatching(/^[0-9a-f]{24}$/) }],
      updated: "2026-11-01T00:00:00Z",
    });
    const one = await atlas.call("GET", `${path}/${json.id}`, { accept: V2023 });
    expect(one.json).toEqual(json);
    expect((await atlas.call("GET", path, { accept: V2023 })).json).toMatchObject({ results: [json], totalCount: 1 });
  });

  it.each([
    ["no event type", { ...config, eventTypeName: undefined }, "MISSING_ATTRIBUTE"],
    ["nobody to tell", { ...config, notifications: [] }, "MISSING_ATTRIBUTE"],
    ["a notification of no type", { ...config, notifications: [{ intervalMin: 5 }] }, "MISSING_ATTRIBUTE"],
    ["a matcher with a part missing", { ...config, matchers: [{ fieldName: "CLUSTER_NAME" }] }, "MISSING_ATTRIBUTE"],
    ["an unknown attribute", { ...config, colour: "red" }, "INVALID_ATTRIBUTE"],
  ])("are refused with %s", async (_what, body, code) => {
    const { status, json } = await create(body);
    expect([status, json.errorCode]).toEqual([400, code]);
  });

  it("are for alerts managers and owners to create, for everybody to read", async () => {
    expect((await create(config, READER)).status).toBe(401);
    atlas.state.addApiKey({ ...KEY, publicKey: "alerts", projects: { [PROJECT]: ["GROUP_ALERTS_MANAGER"] } });
    expect((await create(config, { ...KEY, publicKey: "alerts" })).status).toBe(201);
    expect((await atlas.call("GET", path, { accept: V2023, key: READER })).json.totalCount).toBe(1);
    const unknown = await atlas.call("GET", `${path}/5e1ec444970199272441a299`, { accept: V2023 });
    expect([unknown.status, unknown.json.errorCode]).toEqual([404, "ALERT_CONFIG_NOT_FOUND"]);
  });
});

describe("the clusters of every project", () => {
  it("are told in a few words, of the caller's projects, without those on several clouds", async () => {
    atlas.state.addApiKey({
      ...KEY,
      publicKey: "both",
      projects: { [PROJECT]: ["GROUP_READ_ONLY"], [OTHER_PROJECT]: ["GROUP_READ_ONLY"] },
    });
    const { id } = atlas.state.addCluster(PROJECT, { name: "one", tier: "M30", dataSizeGB: 2, paused: true });
    atlas.state.addCluster(PROJECT, { name: "shards", shards: 2 });
    atlas.state.addCluster(PROJECT, {
      name: "clouds",
      regions: [
        { regionName: "US_EAST_1", electable: 3 },
        { providerName: "AZURE", regionName: "US_EAST_2", electable: 2 },
      ],
    });
    const mine = await atlas.call("GET", "/clusters", { accept: V2023 });
    expect(mine.headers["ratelimit-limit"]).toBe("300");
    expect(mine.json.totalCount).toBe(1);
    const [project] = mine.json.results;
    expect([project.groupId, project.groupName]).toEqual([PROJECT, "shop"]);
    expect(project.clusters.map((cluster: Json) => [cluster.name, cluster.type, cluster.nodeCount])).toEqual([
      ["one", "REPLICA_SET", 3],
      ["shards", "SHARDED_REPLICA_SET", 6],
    ]);
    expect(project.clusters[0]).toEqual({
      alertCount: 0,
      authEnabled: true,
      availability: "dead",
      backupEnabled: false,
      clusterId: id,
      dataSizeBytes: 2 * 1024 ** 3,
      name: "one",
      nodeCount: 3,
      sslEnabled: true,
      type: "REPLICA_SET",
      versions: ["8.0.29"],
    });
    const both = await atlas.call("GET", "/clusters", { accept: V2023, key: { ...KEY, publicKey: "both" } });
    expect(both.json.results.map((one: Json) => one.groupId)).toEqual([PROJECT, OTHER_PROJECT]);
  });
});

describe("tenantUpgrade", () => {
  it("is refused aloud, with the reason", async () => {
    const answer = await atlas.call("POST", `/groups/${PROJECT}/clusters/tenantUpgrade`, {
      accept: V2023,
      body: { name: "free" },
    });
    expect([answer.status, answer.json.errorCode]).toEqual([501, "LOCAL_ATLAS_ABSENT"]);
    expect(answer.json.detail).toMatch(/does not upgrade free to a dedicated cluster: the upgrade goes one way/);
  });
});

describe("API access lists", () => {
  const CLIENT = { clientId: "mdb_sa_id_0123456789abcdef01234567", clientSecret: "mdb_sa_sk_a_b-c" };
  const org = () => atlas.state.project(PROJECT)?.orgId ?? "";
  const keyId = () => {
    const principal = atlas.state.credentials.principalOfKey(READER.publicKey, "203.0.113.10");
    return principal?.actor.kind === "api-key" ? principal.actor.apiKeyId : "";
  };
  const ofKey = () => `/orgs/${org()}/apiKeys/${keyId()}/accessList`;
  const ofAccount = () => `/orgs/${org()}/serviceAccounts/${CLIENT.clientId}/accessList`;

  beforeEach(() => {
    atlas.state.addServiceAccount({ ...CLIENT, projects: { [PROJECT]: ["GROUP_READ_ONLY"] } });
  });

  it("of a key are empty, then what was added, and from then on they count", async () => {
    expect((await atlas.call("GET", ofKey(), { accept: V2023 })).json).toMatchObject({ results: [], totalCount: 0 });
    const body = [{ ipAddress: "203.0.113.10" }, { cidrBlock: "198.51.100.0/24" }];
    const added = await atlas.call("POST", ofKey(), { accept: V2023, key: OWNER, body });
    expect(added.status).toBe(200);
    await atlas.call("GET", `/groups/${PROJECT}`, { accept: V2023, key: READER });
    const { json } = await atlas.call("GET", ofKey(), { accept: V2023 });
    const created = "2026-11-01T00:00:00Z";
    const link = (source: string) => [
      { href: `${atlas.api.baseUrl}${ofKey()}/${encodeURIComponent(source)}`, rel: "self" },
    ];
    expect(json.results).toEqual([
      {
        cidrBlock: "203.0.113.10/32",
        ipAddress: "203.0.113.10",
        count: 1,
        created,
        lastUsed: created,
        lastUsedAddress: "203.0.113.10",
        links: link("203.0.113.10"),
      },
      { cidrBlock: "198.51.100.0/24", count: 0, created, links: link("198.51.100.0/24") },
    ]);
    atlas.state.setSettings({ callerAddress: "192.0.2.1" });
    const outside = await atlas.call("GET", `/groups/${PROJECT}`, { accept: V2023, key: READER });
    expect([outside.status, outside.json.errorCode]).toEqual([403, "IP_ADDRESS_NOT_ON_ACCESS_LIST"]);
  });

  it("are found by the keys of the organization, which tell no secret", async () => {
    const { json, text } = await atlas.call("GET", `/orgs/${org()}/apiKeys`, { accept: V2023 });
    const reader = json.results.find((one: Json) => one.publicKey === READER.publicKey);
    expect(reader).toEqual({
      desc: READER.publicKey,
      id: keyId(),
      links: [{ href: `${atlas.api.baseUrl}/orgs/${org()}/apiKeys/${keyId()}`, rel: "self" }],
      privateKey: "********-****-****-************",
      publicKey: READER.publicKey,
      roles: [{ groupId: PROJECT, roleName: "GROUP_READ_ONLY" }],
    });
    for (const { privateKey } of [KEY, READER, OWNER]) expect(text).not.toContain(privateKey.slice(-12));
    expect((await atlas.call("GET", `/orgs/${OTHER_PROJECT}/apiKeys`, { accept: V2023 })).status).toBe(401);
  });

  it("of a service account are listed and added to in their own words", async () => {
    const body = [{ ipAddress: "203.0.113.7" }];
    const added = await atlas.call("POST", ofAccount(), { accept: V2024, key: OWNER, body });
    expect([added.status, added.json.results]).toEqual([
      201,
      [
        {
          cidrBlock: "203.0.113.7/32",
          ipAddress: "203.0.113.7",
          createdAt: "2026-11-01T00:00:00Z",
          requestCount: 0,
        },
      ],
    ]);
    await atlas.call("POST", ofAccount(), { accept: V2024, key: OWNER, body: [{ cidrBlock: "203.0.113.7/32" }] });
    expect((await atlas.call("GET", ofAccount(), { accept: V2024 })).json.totalCount).toBe(1);
  });

  it("refuse what is no address, other callers, and keys of other organizations", async () => {
    const add = async (body: unknown, key = OWNER) => {
      const { status, json } = await atlas.call("POST", ofKey(), { accept: V2023, key, body });
      return status === 200 ? "added" : `${status} ${json.errorCode}`;
    };
    const invalid = "400 INVALID_IP_ADDRESS_OR_CIDR_NOTATION";
    expect(await add([{ ipAddress: "203.0.113" }])).toBe(invalid);
    expect(await add([{ ipAddress: "203.0.113.256" }])).toBe(invalid);
    expect(await add([{ cidrBlock: "203.0.113.0/33" }])).toBe(invalid);
    expect(await add([{}])).toBe("400 MISSING_ATTRIBUTE");
    expect(await add({ ipAddress: "203.0.113.1" })).toBe("400 INVALID_JSON");
    expect(await add([{ ipAddress: "203.0.113.1" }], KEY)).toBe("401 USER_UNAUTHORIZED");
    const elsewhere = atlas.state.project(OTHER_PROJECT)?.orgId;
    const answer = await atlas.call("GET", `/orgs/${elsewhere}/apiKeys/${keyId()}/accessList`, { accept: V2023 });
    expect([answer.status, answer.json.errorCode]).toEqual([401, "USER_UNAUTHORIZED"]);
    const unknown = await atlas.call("GET", `/orgs/${org()}/apiKeys/${PROJECT}/accessList`, { accept: V2023 });
    expect([unknown.status, unknown.json.errorCode]).toEqual([404, "API_KEY_NOT_FOUND"]);
    const nobody = await atlas.call("GET", `/orgs/${org()}/serviceAccounts/x/accessList`, { accept: V2024 });
    expect([nobody.status, nobody.json.errorCode]).toEqual([404, "SERVICE_ACCOUNT_NOT_FOUND"]);
  });
});
