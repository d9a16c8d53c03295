import { describe, expect, it } from "@jest/globals";
import {
  areNamed,
  atWorkSince,
  changeEventTypes,
  readChanges,
  readTagEdit,
} from "../../../src/cluster/decision/history";

const shop = { name: "shop", id: "6b00000000000000000000c1" };
const ours = { publicKey: "ourpublk" };
const account = { clientId: "mdb_sa_id_6b0000000000000000000abc" };

/** As the events of recorded exchanges (August 2026). */
function anEvent(event: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    clusterName: "shop",
    created: "2026-12-01T12:00:00Z",
    eventTypeName: "CLUSTER_UPDATE_SUBMITTED",
    groupId: "6b0000000000000000000001",
    id: "6b0000000000000000000fff",
    isGlobalAdmin: false,
    links: [],
    ...event,
  };
}

function changeOf(event: Record<string, unknown>, identity: Parameters<typeof readChanges>[2] = ours) {
  return readChanges([anEvent(event)], shop, identity)[0];
}

describe("readTagEdit", () => {
  it("finds the newest edit of the cluster's tags, by its id", () => {
    const edit = (created: string, event: object = {}) =>
      anEvent({
        eventTypeName: "CLUSTER_TAGS_MODIFIED",
        clusterName: undefined,
        resourceId: shop.id,
        created,
        ...event,
      });
    const events = [
      edit("2026-12-01T11:00:00Z", { username: "ann" }),
      edit("2026-12-01T12:00:00Z", { username: "bob" }),
      edit("2026-12-01T13:00:00Z", { resourceId: "another" }),
      anEvent({ created: "2026-12-01T14:00:00Z" }),
    ];
    expect(readTagEdit(events, shop, ours)).toMatchObject({ who: "bob", atMs: Date.parse("2026-12-01T12:00Z") });
    expect(readTagEdit([anEvent()], shop, ours)).toBeNull();
  });
});

describe("readChanges", () => {
  it.each([
    ["our key", { publicKey: "ourpublk", apiKeyId: "1" }, ours, "us", "ourpublk"],
    ["another key", { publicKey: "stranger" }, ours, "somebody", "stranger"],
    ["a person", { username: "ann@example.com", userId: "42" }, ours, "somebody", "ann@example.com"],
    ["a person without a name", { userId: "42" }, ours, "somebody", "42"],
    ["nobody, who may be us", {}, ours, "us", null],
    ["a key, when we are a service account", { publicKey: "ourpublk" }, account, "somebody", "ourpublk"],
    ["our service account, as a user", { userId: account.clientId }, account, "us", account.clientId],
    ["our service account, deep inside", { raw: { by: [account.clientId] } }, account, "us", account.clientId],
    ["another service account", { raw: { id: "mdb_sa_id_000" } }, account, "somebody", "mdb_sa_id_000"],
    ["nobody, when we are a service account", {}, account, "us", null],
    ["an empty name", { username: "" }, { publicKey: "", clientId: "" }, "us", null],
  ])("%s", (_, event, identity, by, who) => {
    expect(changeOf(event, identity)).toMatchObject({ by, who, eventType: "CLUSTER_UPDATE_SUBMITTED" });
  });

  it.each<[string, boolean, object[], Parameters<typeof areNamed>[1]]>([
    ["our key is named", true, [{ publicKey: "ourpublk" }], ours],
    ["an update names another key, so it would name ours", true, [{ publicKey: "stranger" }], ours],
    ["an update names a person, so it would name our key", true, [{ username: "ann" }], ours],
    ["a person is named, and we are a service account", false, [{ username: "ann" }], account],
    ["our service account is named", true, [{}, { raw: account.clientId }], account],
    ["nobody is named", false, [{}], ours],
    ["only a creation names somebody", false, [{ eventTypeName: "CLUSTER_CREATED", username: "ann" }], ours],
    ["there are none", false, [], ours],
  ])("areNamed: %s", (_, expected, events, identity) => {
    expect(areNamed([null, 7, ...events.map((event) => anEvent({ clusterName: "another", ...event }))], identity)).toBe(
      expected,
    );
  });

  it("takes an update that names nobody for ours, unless events name us and this cluster's name others", () => {
    const unnamed = anEvent({ created: "2026-12-01T13:00:00Z" });
    const by = (isNamed: boolean, ...events: object[]) =>
      readChanges([unnamed, ...events], shop, { ...account, isNamed })[0]?.by;
    const [person, auto] = [anEvent({ username: "ann" }), anEvent({ eventTypeName: "COMPUTE_AUTO_SCALE_INITIATED" })];
    expect([by(true), by(true, auto), by(true, person), by(false, person)]).toEqual(["us", "us", "nobody", "us"]);
    expect(changeOf({ eventTypeName: "COMPUTE_AUTO_SCALE_INITIATED" })?.by).toBe("nobody");
  });

  it.each<[string | null, ...[type: string, created: string][]]>([
    [null, ["STARTED", "12:00"], ["COMPLETED", "12:10"]],
    [null, ["COMPLETED", "12:10"], ["STARTED", "12:00"]],
    [null, ["STARTED", "12:00"], ["COMPLETED", "12:00"]],
    ["12:02", ["STARTED", "12:00"], ["COMPLETED", "12:01"], ["STARTED", "12:03"], ["STARTED", "12:02"]],
    ["12:00", ["STARTED", "12:01"], ["SUBMITTED", "12:10"]],
    ["12:00", ["STARTED", "11:00"], ["COMPLETED", "11:10"]],
    ["12:00"],
  ])("atWorkSince: %p after %j %j %j %j", (expected, ...events) => {
    const told = events.map(([type, at]) =>
      anEvent({ eventTypeName: `CLUSTER_UPDATE_${type}`, created: `2026-12-01T${at}:00Z` }),
    );
    const other = {
      clusterName: "another",
      eventTypeName: "CLUSTER_UPDATE_COMPLETED",
      created: "2026-12-01T15:00:00Z",
    };
    const sinceMs = atWorkSince([null, anEvent(other), ...told], shop, Date.parse("2026-12-01T12:00Z"));
    expect(sinceMs && new Date(sinceMs).toISOString().slice(11, 16)).toBe(expected);
  });

  it("marks only an update by whoever edited the tags", () => {
    const edit = anEvent({ eventTypeName: "CLUSTER_TAGS_MODIFIED", publicKey: "stranger" });
    const edited = (update: Record<string, unknown>) =>
      readChanges([edit, anEvent(update)], shop, { ...ours, isNamed: true })[0]?.editsTags;
    expect([{ publicKey: "stranger" }, { publicKey: "ourpublk" }, {}].map(edited)).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });

  it("takes a creation for somebody's even where it names nobody, and for ours where it names us", () => {
    expect(changeOf({ eventTypeName: "CLUSTER_CREATED" })).toMatchObject({ by: "somebody", who: null });
    expect(changeOf({ eventTypeName: "CLUSTER_CREATED", publicKey: "ourpublk" })).toMatchObject({ by: "us" });
  });

  it.each([
    "CLUSTER_UPDATE_STARTED",
    "CLUSTER_UPDATE_COMPLETED",
    "CLUSTER_PROCESS_ARGS_UPDATE_SUBMITTED",
    "CLUSTER_READY",
    "PROJECT_SCHEDULED_MAINTENANCE",
  ])("leaves out %s", (eventTypeName) => {
    expect(changeOf({ eventTypeName, username: "ann@example.com" })).toBeUndefined();
    expect(changeEventTypes).not.toContain(eventTypeName);
  });

  it("leaves out edits of tags, but marks the update that one of them came with", () => {
    const byId = { clusterName: undefined, resourceId: shop.id, resourceType: "cluster" };
    const edit = anEvent({ eventTypeName: "CLUSTER_TAGS_MODIFIED", created: "2026-12-01T12:00:01Z", ...byId });
    const other = { ...edit, resourceId: "6b00000000000000000000c2", created: "2026-12-01T11:00:00Z" };
    const updates = ["2026-12-01T12:00:00Z", "2026-12-01T11:00:00Z"].map((created) => anEvent({ created }));
    expect(readChanges([edit], shop, ours)).toEqual([]);
    expect(readChanges([edit, other, ...updates], shop, ours).map(({ editsTags }) => editsTags)).toEqual([
      true,
      undefined,
    ]);
  });

  it("leaves out other clusters, events without a cluster or a date, and what is no event", () => {
    const events = [
      anEvent({ clusterName: "shop2" }),
      anEvent({ clusterName: undefined }),
      anEvent({ created: "soon" }),
      null,
      undefined,
      7,
      [],
    ];
    expect(readChanges(events, shop, ours)).toEqual([]);
  });

  it("sorts the newest first", () => {
    const hours = [11, 13, 12].map((hour) => anEvent({ created: `2026-12-01T${hour}:00:00Z` }));
    const changes = readChanges(hours, shop, ours);
    expect(changes.map((change) => new Date(change.atMs).getUTCHours())).toEqual([13, 12, 11]);
  });
});
