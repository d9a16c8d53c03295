import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type FaultRule, Faults } from "../../../../src/local/admin-api/faults/faults";
import type { HttpRequest } from "../../../../src/local/admin-api/http/http-types";
import { sayRule } from "../../../../src/local/console/server/faults/rule-words";
import { digestCall } from "../../admin-api/local-atlas";
import { aConsole, anApp, aTrigger, KEY, MINUTE, PROJECT, START, type TestConsole, TICK } from "./a-console";

let console: TestConsole;
beforeEach(async () => {
  console = await aConsole();
});
afterEach(() => console.stop());

const CLUSTER = `${PROJECT}/Cluster0`;
const DONE = { status: 200, body: { done: true } };
const clock = () => console.atlas.keeper.clock;
const faults = async () => {
  console.time.pass(TICK);
  return (await (await console.feed()).next()).faults;
};
const arm = (rule: object) => console.ask("POST", "/faults/rule", { rule });
const get = (path: string) =>
  digestCall(`${console.atlas.url}/api/atlas/v2`, "GET", `/groups/${PROJECT}${path}`, { key: KEY });

describe("rules for requests", () => {
  it("are armed, told in a sentence with their hits, and disarmed", async () => {
    const rule = { method: "GET", cluster: "Cluster0", times: 2, fault: { kind: "status", status: 503 } };
    expect(await arm(rule)).toEqual(DONE);
    expect((await get("/clusters")).status).toBe(200);
    expect((await get("/clusters/Cluster0")).status).toBe(503);
    const says = "The next 2 GET requests about cluster Cluster0 will get 503 and have no effect.";
    expect(await faults()).toMatchObject({ rules: [{ id: 1, rule, says, hits: 1 }] });
    expect(await console.ask("DELETE", "/faults/rule/1")).toEqual(DONE);
    expect(await faults()).toMatchObject({ rules: [] });
  });

  it("refuse what is no rule, in a sentence", async () => {
    for (const rule of [{}, { fault: { kind: "magic" } }, { probability: 2, fault: { kind: "reset" } }, 5]) {
      const { status, body } = await arm(rule as object);
      expect([status, typeof body.error]).toEqual([400, "string"]);
    }
  });

  it("may leave a request without an answer until the client gives up; meanwhile time passes", async () => {
    await arm({ path: "*/clusters", fault: { kind: "never-answered" } });
    const source = `exports = async () => {
      const asked = context.http.get({ url: "${console.atlas.url}/api/atlas/v2/groups/${PROJECT}/clusters", headers: { Authorization: ["Bearer x"] } });
      return await Promise.race([asked.then(() => "answered"), new Promise((r) => setTimeout(() => r("given up"), 45000))]);
    };`;
    const { facts } = await anApp(console.atlas, { functions: { nightly: source } });
    // The clock stands unless somebody waits for it.
    const { body } = await console.ask("POST", "/functions/run", {
      appId: facts.id,
      functionName: "nightly",
      args: "",
    });
    expect([JSON.parse(body.result), clock().now()]).toEqual(["given up", START + 45_000]);
    expect(body.requests).toMatchObject([{ status: 0, fault: "never-answered", runId: body.id }]);
  });
});

describe("a request that is never answered", () => {
  it("has its effect first, if the rule says so, and ends when its client hangs up; then the clock goes on", async () => {
    await arm({ method: "GET", leg: "any", fault: { kind: "never-answered", when: "after" } });
    const feed = await console.feed();
    await feed.next();
    const abort = new AbortController();
    const asked = fetch(`${console.atlas.url}/api/atlas/v2/groups`, { signal: abort.signal }).catch(() => "gave up");
    while (feed.unread === 0) {
      console.time.pass(TICK);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await clock().advanceBy(MINUTE);
    abort.abort();
    expect(await asked).toBe("gave up");
    await clock().advanceBy(MINUTE);
    expect(clock().now()).toBe(START + 2 * MINUTE);
  });
});

describe("a rule with a probability", () => {
  const request = { method: "GET", path: "/p", header: () => "x" } as unknown as HttpRequest;
  const hits = (rule: Omit<FaultRule, "fault">, count = 1_000) => {
    const all = new Faults();
    const id = all.add({ ...rule, fault: { kind: "reset" } });
    const hit = Array.from({ length: count }, () => all.choose(request) !== undefined);
    return { hit, counted: all.hitsOf(id) };
  };

  it("hits that share, the same ones for the same seed", () => {
    const one = hits({ times: "always", probability: 0.3, seed: 7 });
    expect(one.counted).toBe(one.hit.filter(Boolean).length);
    expect(one.counted / 1_000).toBeCloseTo(0.3, 1);
    expect(hits({ times: "always", probability: 0.3, seed: 7 }).hit).toEqual(one.hit);
    expect(hits({ times: "always", probability: 0.3, seed: 8 }).hit).not.toEqual(one.hit);
  });

  it("hits so many times at most", () => {
    expect(hits({ times: 4, probability: 0.5 }).counted).toBe(4);
  });
});

describe("sayRule", () => {
  it.each<[FaultRule, string]>([
    [{ fault: { kind: "reset" } }, "The next request will meet a connection that is reset and have no effect."],
    [
      { method: "PATCH", times: "always", fault: { kind: "reset", when: "after" } },
      "All PATCH requests will meet a connection that is reset after having had the effect.",
    ],
    [
      { method: "PATCH", cluster: "shop", fault: { kind: "status", status: 409, code: "OUT_OF_CAPACITY" } },
      "The next PATCH request about cluster shop will get 409 OUT_OF_CAPACITY and have no effect.",
    ],
    [
      { times: 3, skip: 1, fault: { kind: "status", status: 429, retryAfterSeconds: 20 } },
      "The next 3 requests after one that passes will get 429 with Retry-After 20 s and have no effect.",
    ],
    [
      { times: "always", probability: 0.25, path: "*/events", fault: { kind: "latency", ms: 30_000 } },
      "25 % of the requests to */events will be answered 30 s late.",
    ],
    [{ fault: { kind: "never-answered" } }, "The next request will never be answered."],
    [
      { times: "always", fault: { kind: "never-answered", when: "after" } },
      "All requests will have their effect and never be answered.",
    ],
    [{ fault: { kind: "truncate" } }, "The next request will have its effect and get half an answer."],
    [{ times: 2, fault: { kind: "expire-tokens" } }, "The next 2 requests will find every access token expired."],
  ])("puts %j into words", (rule, sentence) => {
    expect(sayRule(rule)).toBe(sentence);
  });
});

describe("firings of triggers", () => {
  const armFiring = (body: object) => console.ask("POST", "/faults/firing", body);
  const twoTriggers = () =>
    anApp(console.atlas, {
      functions: { nightly: "exports = () => 1;" },
      triggers: [aTrigger(), aTrigger({ name: "halves", config: { schedule: "30 * * * *" } })],
    });
  const runsOf = async () => {
    console.time.pass(TICK);
    const { runs } = await (await console.feed()).next();
    return runs?.map(({ trigger, scheduledAt }) => `${trigger} ${((scheduledAt ?? 0) - START) / MINUTE}`);
  };

  it("are lost by count, of one trigger or of any, and the trigger says when", async () => {
    await twoTriggers();
    expect(await armFiring({ fate: "lost", trigger: "hourly" })).toEqual(DONE);
    await clock().advanceBy(90 * MINUTE);
    expect(await runsOf()).toEqual(["halves 30", "hourly 60", "halves 90"]);
    const { apps, faults: armed } = await (await console.feed()).next();
    expect(apps?.[0]?.triggers).toMatchObject([{ name: "hourly", lastLostAt: START }, { lastLostAt: null }]);
    expect(armed?.firings).toEqual([{ id: 1, fate: "lost", trigger: "hourly", times: 1, hits: 1 }]);
  });

  it("are lost always until that is disarmed", async () => {
    await twoTriggers();
    await armFiring({ fate: "lost", times: "always" });
    await clock().advanceBy(100 * MINUTE);
    expect(await console.ask("DELETE", "/faults/firing/1")).toEqual(DONE);
    await clock().advanceBy(60 * MINUTE);
    expect(await runsOf()).toEqual(["hourly 120", "halves 150"]);
  });

  it("come twice", async () => {
    await twoTriggers();
    await armFiring({ fate: "doubled", times: 2 });
    await clock().advanceBy(60 * MINUTE);
    expect(await runsOf()).toEqual(["hourly 0", "hourly 0", "halves 30", "halves 30", "hourly 60"]);
  });

  it("that somebody asks for always come", async () => {
    const { facts } = await twoTriggers();
    await armFiring({ fate: "lost", times: "always" });
    const at = START + 10 * MINUTE;
    await console.ask("POST", "/triggers/fire", { appId: facts.id, trigger: "hourly", at });
    await clock().advanceBy(90 * MINUTE);
    expect(await runsOf()).toEqual(["hourly 10"]);
  });

  it("are armed by a control route too", async () => {
    const send = async (method: string, path = "", body?: object) => {
      const response = await fetch(`${console.atlas.url}/local-atlas/firings${path}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      });
      return [response.status, await response.json()];
    };
    expect(await send("POST", "", { fate: "lost", trigger: "hourly", times: "always" })).toEqual([200, { id: 1 }]);
    const armed = { id: 1, fate: "lost", trigger: "hourly", times: "always", hits: 0 };
    expect(await send("GET")).toEqual([200, { firings: [armed] }]);
    expect(await send("POST", "", { fate: "none" })).toMatchObject([400, { error: expect.any(String) }]);
    expect(await send("DELETE", "/1")).toEqual([200, { firings: [] }]);
    await send("POST", "", { fate: "doubled" });
    expect(await send("DELETE")).toEqual([200, { firings: [] }]);
  });

  it.each([{ fate: "late" }, { fate: "lost", times: 0 }, { fate: "lost", trigger: 5 }, { fate: "lost", when: 1 }])(
    "are not armed with %j",
    async (body) => {
      expect((await armFiring(body)).status).toBe(400);
    },
  );
});

describe("the pace of a cluster", () => {
  const nodes = () => console.atlas.state.cluster(PROJECT, "Cluster0")?.nodes.map(({ instanceSize }) => instanceSize);

  it("is slow, stuck or as usual, of this cluster alone", async () => {
    const other = "5e1ec444970199272441a299";
    console.atlas.state.addProject({ id: other });
    console.atlas.state.addCluster(other, { name: "Cluster0", tier: "M10" });
    expect(await console.ask("PUT", "/faults/pace", { cluster: CLUSTER, pace: "stuck" })).toEqual(DONE);
    expect((await faults())?.paces).toEqual([{ clusterKey: CLUSTER, pace: "stuck" }]);
    for (const cluster of [CLUSTER, `${other}/Cluster0`]) {
      await console.ask("POST", "/clusters/change", { cluster, size: "M30" });
    }
    await clock().advanceBy(60 * MINUTE);
    expect(nodes()).toEqual(["M10", "M10", "M10"]);
    expect(console.atlas.state.cluster(other, "Cluster0")?.stateName).toBe("IDLE");
    await console.ask("PUT", "/faults/pace", { cluster: CLUSTER, pace: "slow" });
    expect((await faults())?.paces).toEqual([{ clusterKey: CLUSTER, pace: "slow" }]);
    await clock().advanceBy(25 * MINUTE);
    expect(nodes()).toEqual(["M10", "M10", "M30"]);
    await console.ask("PUT", "/faults/pace", { cluster: CLUSTER, pace: "usual" });
    expect((await faults())?.paces).toEqual([]);
    expect(await console.ask("PUT", "/faults/pace", { cluster: CLUSTER, pace: 3 })).toMatchObject({ status: 400 });
  });
});

describe("DELETE /faults", () => {
  it("disarms everything, and what was stuck goes on", async () => {
    await arm({ times: "always", fault: { kind: "reset" } });
    await console.ask("POST", "/faults/firing", { fate: "lost", times: "always" });
    await console.ask("PUT", "/faults/pace", { cluster: CLUSTER, pace: "stuck" });
    await console.ask("POST", "/clusters/change", { cluster: CLUSTER, size: "M30" });
    expect(await console.ask("DELETE", "/faults")).toEqual(DONE);
    expect(await faults()).toEqual({ rules: [], random: null, firings: [], paces: [] });
    await clock().advanceBy(20 * MINUTE);
    expect(console.atlas.state.cluster(PROJECT, "Cluster0")?.stateName).toBe("IDLE");
  });
});
