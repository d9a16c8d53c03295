import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { digestCall } from "../admin-api/local-atlas";
import { aService, MANAGER, OWNER, PROJECT, type Service, START } from "../app-services/a-service";
import { aRequest } from "./a-request";

let service: Service;
beforeEach(async () => {
  service = await aService();
});
afterEach(() => service.stop());

const at = (path: string) => `${service.atlas.url}${path}`;
const port = () => new URL(service.atlas.url).port;
const JSON_TYPE = { "content-type": "application/json" };

describe("the port", () => {
  it.each(["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])("answers to %s", async (host) => {
    for (const name of [host, `${host}:${port()}`]) {
      expect((await aRequest(at("/"), { headers: { host: name } })).status).toBe(200);
    }
  });

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1", "[::2]"])(
    "answers no page that comes by the name %s",
    async (host) => {
      for (const path of ["/", "/local-atlas/clock", "/api/private/v1.0/version", "/api/atlas/v2/groups"]) {
        expect((await aRequest(at(path), { headers: { host } })).status).toBe(421);
      }
    },
  );

  it("carries both APIs, and says what it has not got", async () => {
    expect((await aRequest(at("/api/private/v1.0/version"))).status).toBe(200);
    const cluster = await digestCall(at("/api/atlas/v2"), "GET", `/groups/${PROJECT}/clusters/Cluster0`, {
      key: OWNER,
    });
    expect([cluster.status, cluster.json.name]).toEqual([200, "Cluster0"]);
    for (const path of ["/elsewhere", "/api/private/v1.0/other", "/api/public/v1.0/users", "/api/atlas/v1.0/groups"]) {
      expect((await aRequest(at(path))).status).toBe(501);
    }
  });
});

describe("what it is started with", () => {
  it("has the settings that it is given", async () => {
    const other = await aService({ settings: { unchangedPatch: "stays-idle" } });
    const states = [];
    for (const { url } of [service.atlas, other.atlas]) {
      const { json } = await digestCall(`${url}/api/atlas/v2`, "PATCH", `/groups/${PROJECT}/clusters/Cluster0`, {
        key: OWNER,
        body: { redactClientLogData: false },
      });
      states.push(json.stateName);
    }
    await other.stop();
    expect(states).toEqual(["UPDATING", "IDLE"]);
  });
});

describe("GET /api/public/v1.0/groups", () => {
  const groups = (key: typeof OWNER, query = "") =>
    digestCall(at("/api/public/v1.0"), "GET", `/groups${query}`, { key, accept: "*/*" });

  it("names the projects that the key can see, by digest", async () => {
    const { status, json } = await groups(MANAGER);
    expect(status).toBe(200);
    expect(json).toMatchObject({ results: [{ id: PROJECT, name: "shop", clusterCount: 1 }], totalCount: 1 });
    expect(json.results[0].links).toEqual([{ href: at(`/api/public/v1.0/groups/${PROJECT}`), rel: "self" }]);
  });

  it("challenges who has no key, and refuses a page that is none", async () => {
    expect((await aRequest(at("/api/public/v1.0/groups"))).status).toBe(401);
    expect((await groups(OWNER, "?pageNum=0")).status).toBe(400);
  });
});

describe("faults by chance", () => {
  const random = async (from: Service) =>
    JSON.parse((await aRequest(`${from.atlas.url}/local-atlas/faults`)).text).random;

  it("are those of a network with bad days where there is a seed, and none without", async () => {
    expect(await random(service)).toBeNull();
    const seeded = await aService({ seed: 7 });
    const found = await random(seeded).finally(() => seeded.stop());
    expect(found).toEqual({
      seed: 7,
      rate: 0.02,
      faults: [
        { kind: "latency", ms: 5_000 },
        { kind: "status", status: 429, retryAfterSeconds: 20 },
        { kind: "status", status: 500 },
        { kind: "status", status: 503, when: "after" },
        { kind: "reset" },
        { kind: "reset", when: "after" },
      ],
    });
  });
});

describe("the control routes", () => {
  it("answer no web page", async () => {
    for (const [method, path] of [
      ["GET", "/local-atlas/history"],
      ["POST", "/local-atlas/clock/advance"],
      ["PUT", "/local-atlas/clock"],
    ] as const) {
      const headers = { ...JSON_TYPE, origin: "https://evil.example" };
      expect((await aRequest(at(path), { method, headers })).status).toBe(403);
    }
    const form = { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" };
    expect((await aRequest(at("/local-atlas/clock/advance"), form)).status).toBe(415);
  });

  const advance = (body: object) =>
    aRequest(at("/local-atlas/clock/advance"), { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body) });

  it("step the clock", async () => {
    expect(JSON.parse((await aRequest(at("/local-atlas/clock"))).text)).toEqual({
      now: "2026-11-01T00:00:00.000Z",
      speed: "step",
    });
    expect(JSON.parse((await advance({ minutes: 90 })).text).now).toBe("2026-11-01T01:30:00.000Z");
    expect(JSON.parse((await advance({ to: "2026-11-01T12:00:00Z" })).text).now).toBe("2026-11-01T12:00:00.000Z");
    expect(service.atlas.keeper.clock.now()).toBe(START + 12 * 3_600_000);
  });

  it.each([{}, { minutes: -1 }, { minutes: 600_000 }, { to: "yesterday" }, { to: "2026-10-31T00:00:00Z" }])(
    "refuse a step that is none: %j",
    async (body) => {
      expect((await advance(body)).status).toBe(400);
      expect(service.atlas.keeper.clock.now()).toBe(START);
    },
  );

  const setSpeed = (speed: unknown) =>
    aRequest(at("/local-atlas/clock"), { method: "PUT", headers: JSON_TYPE, body: JSON.stringify({ speed }) });

  it("set its speed", async () => {
    expect(JSON.parse((await setSpeed(60)).text).speed).toBe(60);
    expect(JSON.parse((await setSpeed("step")).text).speed).toBe("step");
    for (const speed of [0, 0.5, -1, 1e9, "fast", null]) expect((await setSpeed(speed)).status).toBe(400);
    expect(service.atlas.keeper.speed).toBe("step");
  });
});

describe("the console page", () => {
  it("loads its script and style from here and nothing from elsewhere, and no text can become script", async () => {
    const { status, headers, text } = await aRequest(at("/"));
    expect(status).toBe(200);
    const policy = String(headers["content-security-policy"]).split("; ");
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'", "form-action 'none'"]),
    );
    expect(policy.join()).not.toMatch(/unsafe|\*|https?:/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    const loaded = [...text.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path ?? "");
    expect(loaded).toHaveLength(2);
    for (const path of loaded) expect((await aRequest(at(path))).status).toBe(200);
    expect(text).not.toMatch(/https?:|<script>|\son\w+=/i);
  });

  it("is given another nonce each time", async () => {
    const nonces = [await aRequest(at("/")), await aRequest(at("/"))].map(
      ({ headers }) => /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1],
    );
    expect(new Set(nonces).size).toBe(2);
  });
});
