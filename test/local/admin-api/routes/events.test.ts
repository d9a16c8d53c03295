import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { KEY, type LocalAtlas, PROJECT, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;
const events = `/groups/${PROJECT}/events`;
const cluster0 = `/groups/${PROJECT}/clusters/Cluster0`;
const change = { labels: [] };

beforeEach(async () => {
  atlas = await startLocalAtlas();
  atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M30", autoScaling: { min: "M20", max: "M50" } });
  atlas.state.addCluster(PROJECT, { name: "Cluster1" });
});
afterEach(() => atlas.stop());

type Event = Record<string, unknown>;
const list = async (query = ""): Promise<Event[]> => (await atlas.call("GET", `${events}${query}`)).json.results;
const types = (found: Event[]) => found.map((event) => event.eventTypeName);

describe("events", () => {
  it("name the key behind a change and nobody behind its start and end, newest first", async () => {
    await atlas.call("PATCH", cluster0, { body: change });
    await atlas.advanceMinutes(1);
    const found = await list();
    expect(types(found)).toEqual(["CLUSTER_UPDATE_COMPLETED", "CLUSTER_UPDATE_STARTED", "CLUSTER_UPDATE_SUBMITTED"]);
    const id = found[2]?.id;
    expect(found[2]).toEqual({
      apiKeyId: expect.stringMatching(/^[0-9a-f]{24}$/),
      clusterName: "Cluster0",
      created: "2026-11-01T00:00:00Z",
      eventTypeName: "CLUSTER_UPDATE_SUBMITTED",
      groupId: PROJECT,
      id,
      isGlobalAdmin: false,
      links: [{ href: `${atlas.api.baseUrl}${events}/${id}`, rel: "self" }],
      publicKey: KEY.publicKey,
      remoteAddress: "203.0.113.10",
    });
    expect(found[0]).not.toHaveProperty("publicKey");
    expect((await atlas.call("GET", `${events}/${id}`)).json).toEqual(found[2]);
    expect((await atlas.call("GET", `${events}/${PROJECT}`)).json.errorCode).toBe("EVENT_NOT_FOUND");
  });

  it("name the person behind a change in the UI", async () => {
    atlas.state.changeAs({ username: "ann@example.com" }, PROJECT, "Cluster0", change);
    const [event] = await list("?eventType=CLUSTER_UPDATE_SUBMITTED");
    expect(event).toMatchObject({ username: "ann@example.com", userId: expect.any(String) });
  });

  it("tell tags from the rest", async () => {
    await atlas.call("PATCH", cluster0, { body: { tags: [{ key: "a", value: "b" }] } });
    expect(types(await list())).toContain("CLUSTER_TAGS_MODIFIED");
  });

  it.each([
    ["with-actor", ["CLUSTER_UPDATE_SUBMITTED", KEY.publicKey]],
    ["without-actor", ["CLUSTER_UPDATE_SUBMITTED", undefined]],
    ["absent", [undefined, undefined]],
  ] as const)("of submissions are there %s, by switch", async (submittedEvents, expected) => {
    atlas.state.setSettings({ submittedEvents });
    await atlas.call("PATCH", cluster0, { body: change });
    const [event] = await list("?eventType=CLUSTER_UPDATE_SUBMITTED");
    expect([event?.eventTypeName, event?.publicKey]).toEqual(expected);
  });

  it("of tags tell the cluster by its id alone, as recorded", async () => {
    await atlas.call("PATCH", cluster0, { body: { tags: [{ key: "env", value: "dev" }] } });
    const [event] = await list("?eventType=CLUSTER_TAGS_MODIFIED");
    const resourceId = atlas.state.cluster(PROJECT, "Cluster0")?.id;
    expect(event).toMatchObject({ publicKey: KEY.publicKey, resourceId, resourceType: "cluster" });
    expect(event).not.toHaveProperty("clusterName");
    expect(Object.keys(event ?? {})).toEqual(Object.keys(event ?? {}).sort());
  });

  it("are filtered by cluster, type and time, repeated parameters meaning either", async () => {
    await atlas.call("PATCH", cluster0, { body: change });
    await atlas.advanceMinutes(10);
    atlas.state.changeAs({ username: "ann@example.com" }, PROJECT, "Cluster1", change);
    expect(await list("?clusterNames=Cluster1")).toHaveLength(2);
    expect(await list("?clusterNames=Cluster0&clusterNames=Cluster1")).toHaveLength(5);
    expect(types(await list("?clusterNames=Cluster0&eventType=CLUSTER_UPDATE_STARTED"))).toEqual([
      "CLUSTER_UPDATE_STARTED",
    ]);
    expect(await list("?excludedEventType=CLUSTER_UPDATE_STARTED")).toHaveLength(3);
    expect(await list("?minDate=2026-11-01T00:10:00Z")).toHaveLength(2);
    expect(await list("?maxDate=2026-11-01T00:09:59Z")).toHaveLength(3);
    expect(await list("?minDate=2026-11-01T00:00:15Z&maxDate=2026-11-01T00:00:15Z")).toHaveLength(1);
  });

  it("take dates with an offset, and by the day", async () => {
    await atlas.call("PATCH", cluster0, { body: change });
    expect(await list("?minDate=2026-11-01T01:00:00%2B01:00")).toHaveLength(2);
    expect(await list("?minDate=2026-11-01T01:00:01%2B01:00")).toEqual([]);
    expect(await list("?minDate=2026-11-01")).toHaveLength(2);
    expect(await list("?maxDate=2026-10-31")).toEqual([]);
  });

  it.each(["yesterday", "2026", "1793491200000", "2026-13-01T00:00:00Z", "01/11/2026"])(
    "refuse the date %s",
    async (date) => {
      for (const name of ["minDate", "maxDate"]) {
        const { status, json } = await atlas.call("GET", `${events}?${name}=${encodeURIComponent(date)}`);
        expect([status, json.errorCode, json.parameters]).toEqual([400, "INVALID_DATE_FORMAT", [date]]);
      }
    },
  );

  it("come in pages", async () => {
    await atlas.call("PATCH", cluster0, { body: change });
    const { json } = await atlas.call("GET", `${events}?itemsPerPage=1&clusterNames=Cluster0`);
    expect(json.results).toHaveLength(1);
    expect(json.totalCount).toBe(2);
    const next = json.links.find((link: { rel: string }) => link.rel === "next").href.slice(atlas.api.baseUrl.length);
    expect(types((await atlas.call("GET", next)).json.results)).toEqual(["CLUSTER_UPDATE_SUBMITTED"]);
  });

  it("without a count say 0 and name no next page, full as the page may be", async () => {
    await atlas.call("PATCH", cluster0, { body: change });
    const page = async (number: number) =>
      (await atlas.call("GET", `${events}?itemsPerPage=1&clusterNames=Cluster0&includeCount=false&pageNum=${number}`))
        .json;
    const first = await page(1);
    expect([first.results.length, first.totalCount]).toEqual([1, 0]);
    expect(first.links.map(({ rel }: { rel: string }) => rel)).toEqual(["self"]);
    const second = await page(2);
    expect(types(second.results)).toEqual(["CLUSTER_UPDATE_SUBMITTED"]);
    expect(second.links.map(({ rel }: { rel: string }) => rel)).toEqual(["self", "previous"]);
  });

  it("stand in the order of time, those of the past too", async () => {
    const by = { kind: "person", username: "ann", userId: PROJECT, address: "198.51.100.1" } as const;
    for (const [name, minutes] of [
      ["m10", 10],
      ["m20", 20],
      ["m15", 15],
      ["m5", 5],
    ] as const) {
      atlas.state.addCluster(PROJECT, { name, createdAt: atlas.clock.now() - minutes * 60_000 }, { createdBy: by });
    }
    const created = await list("?eventType=CLUSTER_CREATED");
    expect(created.map((event) => event.clusterName)).toEqual(["m5", "m10", "m15", "m20"]);
  });

  it("of auto-scaling are found by the cluster and do not name it", async () => {
    atlas.state.autoScale(PROJECT, "Cluster0", "M40");
    const [event] = await list("?clusterNames=Cluster0&eventType=COMPUTE_AUTO_SCALE_INITIATED_BASE");
    expect(event).toBeDefined();
    expect(event).not.toHaveProperty("clusterName");
  });

  it("tell who created a cluster, if that is known", async () => {
    const createdBy = {
      kind: "person",
      username: "ann@example.com",
      userId: PROJECT,
      address: "198.51.100.1",
    } as const;
    atlas.state.addCluster(PROJECT, { name: "new", createdAt: atlas.clock.now() - 1000 }, { createdBy });
    const [event] = await list("?eventType=CLUSTER_CREATED");
    expect(event).toMatchObject({ clusterName: "new", username: "ann@example.com", created: "2026-10-31T23:59:59Z" });
  });
});

describe("auto-scaling", () => {
  const size = async (headers: Record<string, string> = {}) => {
    const { json } = await atlas.call("GET", cluster0, { headers });
    const region = json.replicationSpecs[0].regionConfigs[0];
    return [region.electableSpecs.instanceSize, region.effectiveElectableSpecs.instanceSize];
  };

  it("moves the size within its bounds", async () => {
    atlas.state.autoScale(PROJECT, "Cluster0", "M50");
    expect(await size()).toEqual(["M50", "M50"]);
    expect(() => atlas.state.autoScale(PROJECT, "Cluster0", "M60")).toThrow("would leave M20 to M50");
    expect(() => atlas.state.autoScale(PROJECT, "Cluster1", "M20")).toThrow("is not on");
  });

  it.each([
    [{ "Use-Effective-Instance-Fields": "true" }, "M30"],
    [{ "Use-Effective-Fields-Replication-Specs": "true" }, "M30"],
    [{ "Use-Effective-Instance-Fields": "false" }, "M50"],
    [{}, "M50"],
  ])("leaves what the client asked for visible under %j", async (headers, asked) => {
    atlas.state.autoScale(PROJECT, "Cluster0", "M50");
    expect(await size(headers)).toEqual([asked, "M50"]);
  });
});

describe("a PATCH of an auto-scaled cluster", () => {
  it.each([
    [{ "Use-Effective-Instance-Fields": "true" }, "M30"],
    [{ "Use-Effective-Instance-Fields": "false" }, "M40"],
    [{}, "M40"],
  ])("changes its size unless the client asks for effective fields: %j", async (headers, size) => {
    const { json } = await atlas.call("GET", cluster0);
    const text = JSON.stringify({ replicationSpecs: json.replicationSpecs }, (key, value) =>
      key.startsWith("effective") ? undefined : value,
    );
    const body = JSON.parse(text.replaceAll('"M30"', '"M40"'));
    expect((await atlas.call("PATCH", cluster0, { body, headers })).status).toBe(200);
    const changed = (await atlas.call("GET", cluster0)).json.replicationSpecs[0].regionConfigs[0];
    expect(changed.effectiveElectableSpecs.instanceSize).toBe(size);
  });
});

describe("the life of a cluster", () => {
  it("begins with CREATING and ends with DELETING and 404", async () => {
    const state = async () => {
      const { status, json } = await atlas.call("GET", `/groups/${PROJECT}/clusters/fresh`);
      return status === 200 ? json.stateName : json.errorCode;
    };
    atlas.state.createCluster(PROJECT, { name: "fresh" });
    expect(await state()).toBe("CREATING");
    await atlas.advanceMinutes(10);
    expect(await state()).toBe("IDLE");
    atlas.state.deleteCluster(PROJECT, "fresh");
    expect(await state()).toBe("DELETING");
    const answer = await atlas.call("PATCH", `/groups/${PROJECT}/clusters/fresh`, { body: change });
    expect(answer.json.errorCode).toBe("CLUSTER_ALREADY_REQUESTED_DELETION");
    await atlas.advanceMinutes(3);
    expect(await state()).toBe("CLUSTER_NOT_FOUND");
    expect(types(await list("?clusterNames=fresh"))).toEqual([
      "CLUSTER_DELETED",
      "CLUSTER_DELETE_SUBMITTED",
      "CLUSTER_READY",
      "CLUSTER_CREATED",
    ]);
  });

  it("has times of REPAIRING", async () => {
    atlas.state.repair(PROJECT, "Cluster0", 10);
    expect((await atlas.call("GET", cluster0)).json.stateName).toBe("REPAIRING");
    await atlas.advanceMinutes(10);
    expect((await atlas.call("GET", cluster0)).json.stateName).toBe("IDLE");
  });
});
