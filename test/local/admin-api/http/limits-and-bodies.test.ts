import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type LocalAtlas, PROJECT, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;
const cluster0 = `/groups/${PROJECT}/clusters/Cluster0`;

beforeEach(async () => {
  atlas = await startLocalAtlas({ buckets: { clusters: { capacity: 3, refill: 60 } } });
  atlas.state.addCluster(PROJECT, { name: "Cluster0" });
});
afterEach(() => atlas.stop());

describe("rate limits", () => {
  it("are token buckets, refilled on the emulator's clock", async () => {
    for (const left of ["2", "1", "0"]) {
      expect((await atlas.call("GET", cluster0)).headers["ratelimit-remaining"]).toBe(left);
    }
    const refused = await atlas.call("GET", cluster0);
    expect(refused.status).toBe(429);
    expect(refused.headers["retry-after"]).toBe("1");
    expect(refused.json).toEqual({
      detail:
        `Rate limit exceeded for api/atlas/v2${cluster0}. Please retry after 1 seconds. ` +
        "Request capacity: 3. Refill rate: 60 per 60 seconds.",
      error: 429,
      errorCode: "RATE_LIMITED_TOKEN_BUCKET",
      parameters: [`api/atlas/v2${cluster0}`, 1, 3, 60, 60],
      reason: "Too Many Requests",
    });
    await atlas.clock.advanceBy(1000);
    expect((await atlas.call("GET", cluster0)).status).toBe(200);
    expect((await atlas.call("GET", cluster0)).status).toBe(429);
  });

  it("of one endpoint set leave the others alone", async () => {
    for (let count = 0; count < 4; count++) await atlas.call("GET", cluster0);
    const events = await atlas.call("GET", `/groups/${PROJECT}/events`);
    expect([events.status, events.headers["ratelimit-limit"]]).toEqual([200, "300"]);
  });
});

describe("bodies", () => {
  beforeEach(() => atlas.state.setSettings({ buckets: {} }));
  const patch = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await atlas.call("PATCH", cluster0, { body, headers });
    return `${answer.status} ${answer.json.errorCode ?? "accepted"}`;
  };

  it.each([
    ["{", {}, "400 MALFORMED_JSON"],
    ["", {}, "400 MALFORMED_JSON"],
    ["[]", {}, "400 INVALID_JSON"],
    ["null", {}, "400 INVALID_JSON"],
    ['{"labels":[]}', { "content-type": "application/vnd.atlas.2024-10-23+json" }, "200 accepted"],
    ['{"labels":[]}', { "content-type": "application/json; charset=utf-8" }, "200 accepted"],
    ['{"labels":[]}', { "content-type": "application/vnd.atlas.1999-01-01+json" }, "406 INVALID_VERSION_DATE"],
    ['{"labels":[]}', { "content-type": "text/plain" }, "415 UNSUPPORTED_MEDIA_TYPE"],
  ])("%s with %j: %s", async (body, headers, expected) => {
    expect(await patch(body, headers)).toBe(expected);
  });

  it("are limited in size", async () => {
    expect(await patch(JSON.stringify({ labels: ["x".repeat(1024 * 1024)] }))).toBe("413 REQUEST_TOO_LARGE");
  });
});
