import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  digestAnswer,
  KEY,
  type LocalAtlas,
  OTHER_PROJECT,
  PROJECT,
  READER,
  send,
  startLocalAtlas,
  V2024_08,
} from "../local-atlas";

let atlas: LocalAtlas;
const path = `/groups/${PROJECT}/clusters`;

beforeEach(async () => {
  atlas = await startLocalAtlas();
  atlas.state.addCluster(PROJECT, { name: "Cluster0" });
});
afterEach(() => atlas.stop());

const get = (headers: Record<string, string>, to = path) =>
  send(new URL(atlas.api.baseUrl + to), "GET", { accept: V2024_08, ...headers });

async function challenge(): Promise<string> {
  return (await get({})).headers["www-authenticate"] ?? "";
}

describe("digest authentication", () => {
  it("challenges a request without credentials as Atlas was recorded to", async () => {
    const answer = await get({});
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toMatch(
      /^Digest realm="MMS Public API", domain="", nonce="[A-Za-z0-9+/]{32}", algorithm=MD5, qop="auth", stale=false$/,
    );
    expect(answer.json).toEqual({
      error: 401,
      reason: "Unauthorized",
      detail: "You are not authorized for this resource.",
      errorCode: "UNEXPECTED_ERROR",
    });
    expect(answer.headers["content-length"]).toBe("142");
    expect(answer.headers["ratelimit-limit"]).toBeUndefined();
    expect(answer.headers["x-error-code"]).toBeUndefined();
    expect(answer.headers["content-type"]).toBe("application/json");
  });

  it("accepts the right answer", async () => {
    expect((await atlas.call("GET", path)).status).toBe(200);
  });

  it("gives every challenge a nonce of its own", async () => {
    expect(await challenge()).not.toBe(await challenge());
  });

  it("accepts a nonce again with a higher count, and refuses a count it has seen", async () => {
    const offered = await challenge();
    const answer = (nc: string) =>
      get({ authorization: digestAnswer(offered, "GET", `/api/atlas/v2${path}`, KEY, nc) });
    expect((await answer("00000001")).status).toBe(200);
    expect((await answer("00000001")).status).toBe(401);
    expect((await answer("00000002")).status).toBe(200);
  });

  const wrong: [string, (offered: string) => string][] = [
    ["a wrong private key", (o) => digestAnswer(o, "GET", `/api/atlas/v2${path}`, { ...KEY, privateKey: "no" })],
    ["an unknown public key", (o) => digestAnswer(o, "GET", `/api/atlas/v2${path}`, { ...KEY, publicKey: "nobody" })],
    [
      "a nonce it never gave out",
      (o) =>
        digestAnswer(
          o.replace(/nonce="...."/, 'nonce="AAAA').replace(/nonce="..../, 'nonce="zzzz'),
          "GET",
          `/api/atlas/v2${path}`,
          KEY,
        ),
    ],
    ["another uri", (o) => digestAnswer(o, "GET", `/api/atlas/v2${path}?pageNum=2`, KEY)],
    [
      "a uri that is not the one signed",
      (o) => digestAnswer(o, "GET", `/api/atlas/v2${path}`, KEY).replace(/uri="[^"]*"/, 'uri="/api/atlas/v2/groups"'),
    ],
    ["another method", (o) => digestAnswer(o, "PATCH", `/api/atlas/v2${path}`, KEY)],
    ["no quality of protection", (o) => digestAnswer(o, "GET", `/api/atlas/v2${path}`, KEY).replace("qop=auth, ", "")],
    ["Basic credentials", () => `Basic ${Buffer.from(`${KEY.publicKey}:${KEY.privateKey}`).toString("base64")}`],
  ];
  it.each(wrong)("refuses %s with a fresh challenge", async (_what, authorization) => {
    const offered = await challenge();
    const answer = await get({ authorization: authorization(offered) });
    expect(answer.status).toBe(401);
    expect(answer.json.errorCode).toBe("UNEXPECTED_ERROR");
    expect(answer.headers["www-authenticate"]).not.toBe(offered);
  });

  it("calls a nonce stale after a while", async () => {
    const offered = await challenge();
    await atlas.advanceMinutes(6);
    const answer = await get({ authorization: digestAnswer(offered, "GET", `/api/atlas/v2${path}`, KEY) });
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toContain("stale=true");
  });
});

describe("access list", () => {
  const limited = (accessList: string[]) => {
    const key = { publicKey: "limited1", privateKey: "p" };
    atlas.state.addApiKey({ ...key, projects: { [PROJECT]: ["GROUP_OWNER"] }, accessList });
    return atlas.call("GET", path, { key });
  };

  it("refuses an address that is not on the key's list", async () => {
    const answer = await limited(["198.51.100.0/24"]);
    expect(answer.status).toBe(403);
    expect(answer.headers["x-error-code"]).toBe("IP_ADDRESS_NOT_ON_ACCESS_LIST");
    expect(answer.json).toEqual({
      detail: "IP address 203.0.113.10 is not allowed to access this resource.",
      error: 403,
      errorCode: "IP_ADDRESS_NOT_ON_ACCESS_LIST",
      parameters: ["203.0.113.10"],
      reason: "Forbidden",
    });
  });

  it.each([["203.0.113.10"], ["203.0.113.0/28"], ["0.0.0.0/0"]])("admits by %s", async (entry) => {
    expect((await limited([entry])).status).toBe(200);
  });
});

describe("projects and roles", () => {
  it("lets a read-only key read and not change", async () => {
    expect((await atlas.call("GET", path, { key: READER })).status).toBe(200);
    const answer = await atlas.call("PATCH", `${path}/Cluster0`, { key: READER, body: { paused: true } });
    expect(answer.status).toBe(401);
    expect(answer.json.errorCode).toBe("USER_UNAUTHORIZED");
    expect(answer.headers["www-authenticate"]).toBeUndefined();
  });

  it.each([
    ["NOT_IN_GROUP", 401],
    ["USER_CANNOT_ACCESS_GROUP", 401],
    ["GROUP_NOT_FOUND", 404],
  ] as const)("shows somebody else's project as %s, by switch", async (foreignProject, status) => {
    atlas.state.setSettings({ foreignProject });
    const answer = await atlas.call("GET", `/groups/${OTHER_PROJECT}/clusters`);
    expect([answer.status, answer.json.errorCode]).toEqual([status, foreignProject]);
  });

  it("knows no project of an unknown id", async () => {
    const answer = await atlas.call("GET", "/groups/000000000000000000000000/clusters");
    expect([answer.status, answer.json.errorCode]).toEqual([404, "GROUP_NOT_FOUND"]);
  });
});
