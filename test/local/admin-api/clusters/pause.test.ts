import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type LocalAtlas, MINUTE, PROJECT, START, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;
const cluster0 = `/groups/${PROJECT}/clusters/Cluster0`;
const DAY = 24 * 60;

beforeEach(async () => {
  atlas = await startLocalAtlas();
});
afterEach(() => atlas.stop());

async function patch(body: unknown): Promise<string> {
  const answer = await atlas.call("PATCH", cluster0, { body });
  return answer.status === 200 ? `200 ${answer.json.stateName}` : `${answer.status} ${answer.json.errorCode}`;
}

async function look(): Promise<string> {
  const { json } = await atlas.call("GET", cluster0);
  return `${json.stateName} ${json.paused ? "paused" : "running"}`;
}

const M20 = {
  replicationSpecs: [
    {
      regionConfigs: [
        {
          providerName: "AWS",
          regionName: "US_EAST_1",
          priority: 7,
          electableSpecs: { instanceSize: "M20", nodeCount: 3 },
        },
      ],
    },
  ],
};

describe("pausing", () => {
  it("says paused at once, and is UPDATING until the nodes are gone", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    expect(await patch({ paused: true })).toBe("200 UPDATING");
    expect(await look()).toBe("UPDATING paused");
    await atlas.advanceMinutes(3);
    expect(await look()).toBe("IDLE paused");
    expect(atlas.state.nodeHours(PROJECT, "Cluster0", START, START + 60 * MINUTE)).toEqual({
      M10: expect.closeTo(0.15, 6),
    });
  });

  it("goes alone", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    expect(await patch({ paused: true, tags: [] })).toBe("409 CANNOT_UPDATE_AND_PAUSE_CLUSTER");
    expect(await patch({ paused: true, ...M20 })).toBe("409 CANNOT_UPDATE_AND_PAUSE_CLUSTER");
  });

  it("is refused while a change is pending", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    await patch(M20);
    await atlas.advanceMinutes(10);
    expect(await patch({ paused: true })).toBe("409 CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES");
  });

  it("is refused within 60 minutes of the end of a resume", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", paused: true });
    await patch({ paused: false });
    await atlas.advanceMinutes(6 + 59.9);
    const answer = await atlas.call("PATCH", cluster0, { body: { paused: true } });
    expect([answer.status, answer.json.errorCode, answer.json.parameters]).toEqual([
      400,
      "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
      [60],
    ]);
    await atlas.advanceMinutes(0.1);
    expect(await patch({ paused: true })).toBe("200 UPDATING");
  });

  it("is refused for NVMe and for what is paused already", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M40_NVME" });
    expect(await patch({ paused: true })).toBe("409 CANNOT_PAUSE_NVME_CLUSTER");
    atlas.state.addCluster(PROJECT, { name: "asleep", paused: true });
    const answer = await atlas.call("PATCH", cluster0.replace("Cluster0", "asleep"), { body: { paused: true } });
    expect([answer.status, answer.json.errorCode]).toEqual([409, "CLUSTER_ALREADY_PAUSED"]);
  });

  it("meets replication lag after a change, by switch", async () => {
    atlas.state.setSettings({ minutesOfReplicationLag: 5 });
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    await patch({ labels: [] });
    await atlas.advanceMinutes(1);
    expect(await patch({ paused: true })).toBe("400 OPERATION_INVALID_MEMBER_REPLICATION_LAG");
    await atlas.advanceMinutes(5);
    expect(await patch({ paused: true })).toBe("200 UPDATING");
  });
});

describe("a paused cluster", () => {
  it.each([[{ tags: [] }], [M20], [{ paused: false, ...M20 }], [{ paused: true, tags: [] }]])(
    "takes no change: %j",
    async (body) => {
      atlas.state.addCluster(PROJECT, { name: "Cluster0", paused: true });
      expect(await patch(body)).toBe("409 CANNOT_UPDATE_PAUSED_CLUSTER");
    },
  );

  it("takes none while it is being paused either, but a resume", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    await patch({ paused: true });
    await atlas.advanceMinutes(1);
    expect(await patch({ tags: [] })).toBe("409 CANNOT_UPDATE_PAUSED_CLUSTER");
    expect(await patch({ paused: false })).toBe("200 UPDATING");
    await atlas.advanceMinutes(0.5);
    expect(await look()).toBe("IDLE running");
  });

  it("is resumed by Atlas after 30 days, by nobody in the events", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    await patch({ paused: true });
    await atlas.advanceMinutes(3 + 30 * DAY - 1);
    expect(await look()).toBe("IDLE paused");
    await atlas.advanceMinutes(1);
    expect(await look()).toBe("UPDATING running");
    await atlas.advanceMinutes(6);
    expect(await look()).toBe("IDLE running");
    const { json } = await atlas.call("GET", `/groups/${PROJECT}/events`);
    expect(
      json.results.slice(0, 2).map((event: Record<string, unknown>) => [event.eventTypeName, event.publicKey]),
    ).toEqual([
      ["CLUSTER_UPDATE_COMPLETED", undefined],
      ["CLUSTER_UPDATE_STARTED", undefined],
    ]);
  });

  it("is not resumed when it was resumed and paused again meanwhile", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", paused: true });
    await atlas.advanceMinutes(20 * DAY);
    await patch({ paused: false });
    await atlas.advanceMinutes(DAY);
    await patch({ paused: true });
    await atlas.advanceMinutes(20 * DAY);
    expect(await look()).toBe("IDLE paused");
  });
});

describe("a size right after a resume", () => {
  it("is accepted, and carried out once the nodes run", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", paused: true });
    await patch({ paused: false });
    expect(await patch(M20)).toBe("200 UPDATING");
    await atlas.advanceMinutes(6 + 14.9);
    expect(await look()).toBe("UPDATING running");
    await atlas.advanceMinutes(0.1);
    expect(await look()).toBe("IDLE running");
    expect(atlas.state.cluster(PROJECT, "Cluster0")?.nodes.map((node) => node.instanceSize)).toEqual([
      "M20",
      "M20",
      "M20",
    ]);
  });

  it("is refused until the nodes run, by switch", async () => {
    atlas.state.setSettings({ changeWhileResuming: "409" });
    atlas.state.addCluster(PROJECT, { name: "Cluster0", paused: true });
    await patch({ paused: false });
    expect(await patch(M20)).toBe("409 CANNOT_UPDATE_PAUSED_CLUSTER");
    await atlas.advanceMinutes(6);
    expect(await patch(M20)).toBe("200 UPDATING");
  });
});
