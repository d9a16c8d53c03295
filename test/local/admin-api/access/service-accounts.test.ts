import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type LocalAtlas, PROJECT, send, startLocalAtlas, V2024_08, V2024_10 } from "../local-atlas";

let atlas: LocalAtlas;
const CLIENT = { clientId: "mdb_sa_id_0123456789abcdef01234567", clientSecret: "mdb_sa_sk_a_b-c" };
const cluster0 = `/groups/${PROJECT}/clusters/Cluster0`;

beforeEach(async () => {
  atlas = await startLocalAtlas();
  atlas.state.addServiceAccount({ ...CLIENT, projects: { [PROJECT]: ["GROUP_CLUSTER_MANAGER"] } });
  atlas.state.addCluster(PROJECT, { name: "Cluster0" });
});
afterEach(() => atlas.stop());

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
const FORM = "application/x-www-form-urlencoded";

function oauth(path: string, form: string, headers: Record<string, string> = {}) {
  return send(
    new URL(`${atlas.api.url}/api/oauth/${path}`),
    "POST",
    { authorization: basic(CLIENT.clientId, CLIENT.clientSecret), "content-type": FORM, ...headers },
    form,
  );
}
const mint = () => oauth("token", "grant_type=client_credentials");
const get = (token: string) =>
  send(new URL(atlas.api.baseUrl + cluster0), "GET", { accept: V2024_08, authorization: `Bearer ${token}` });

describe("service accounts", () => {
  it("mint a token that opens the API for an hour", async () => {
    const { json } = await mint();
    expect(json).toEqual({ access_token: expect.stringMatching(/^eyJ/), expires_in: 3600, token_type: "Bearer" });
    expect((await get(json.access_token)).status).toBe(200);
    await atlas.advanceMinutes(60);
    expect((await get(json.access_token)).status).toBe(401);
  });

  it("write the token after any number of spaces, and the scheme in any case", async () => {
    const { json } = await mint();
    for (const scheme of ["Bearer  ", "bearer ", "BEARER   "]) {
      const headers = { accept: V2024_08, authorization: `${scheme}${json.access_token}` };
      expect((await send(new URL(atlas.api.baseUrl + cluster0), "GET", headers)).status).toBe(200);
    }
  });

  it("may revoke it", async () => {
    const { json } = await mint();
    expect((await oauth("revoke", `token=${json.access_token}&token_type_hint=access_token`)).status).toBe(200);
    expect((await get(json.access_token)).status).toBe(401);
  });

  it("hold 100 active tokens and no more", async () => {
    atlas.state.setSettings({ tokenRequestsPerMinute: 200 });
    for (let count = 0; count < 100; count++) expect((await mint()).status).toBe(200);
    const refused = await mint();
    expect([refused.status, refused.json.error]).toEqual([403, "access_denied"]);
    await atlas.advanceMinutes(60);
    expect((await mint()).status).toBe(200);
  });

  it("ask for 10 tokens a minute and are then refused in the ordinary shape", async () => {
    for (let count = 0; count < 10; count++) expect((await mint()).status).toBe(200);
    const refused = await mint();
    expect([refused.status, refused.json]).toEqual([
      429,
      {
        detail: "Resource /api/oauth/token is limited to 10 requests every 1 minutes.",
        error: 429,
        errorCode: "RATE_LIMITED",
        parameters: ["/api/oauth/token", 10, 1],
        reason: "Too Many Requests",
      },
    ]);
    expect(refused.headers["x-error-code"]).toBe("RATE_LIMITED");
    await atlas.advanceMinutes(1);
    expect((await mint()).status).toBe(200);
  });

  it.each([
    [
      "a wrong secret",
      { authorization: basic(CLIENT.clientId, "wrong") },
      "grant_type=client_credentials",
      401,
      "invalid_client",
    ],
    [
      "a form-encoded secret",
      { authorization: basic(CLIENT.clientId, CLIENT.clientSecret.replaceAll("_", "%5F")) },
      "grant_type=client_credentials",
      401,
      "invalid_client",
    ],
    [
      "an unknown client",
      { authorization: basic("nobody", "") },
      "grant_type=client_credentials",
      401,
      "invalid_client",
    ],
    [
      "no colon",
      { authorization: `Basic ${Buffer.from(CLIENT.clientId).toString("base64")}` },
      "",
      401,
      "invalid_client",
    ],
    ["another scheme", { authorization: "Bearer x" }, "grant_type=client_credentials", 401, "invalid_client"],
    ["two words", { authorization: "Basic x y" }, "grant_type=client_credentials", 401, "invalid_client"],
    ["no grant type", {}, "", 400, "invalid_request"],
    ["another grant type", {}, "grant_type=password", 400, "unsupported_grant_type"],
    ["JSON", { "content-type": "application/json" }, "{}", 400, "invalid_request"],
  ])("are refused for %s, in OAuth's shape", async (_what, headers, form, status, error) => {
    const answer = await oauth("token", form, headers);
    expect([answer.status, answer.json.error]).toEqual([status, error]);
  });

  it.each([
    ["publicKey", { publicKey: CLIENT.clientId }],
    ["username", { username: CLIENT.clientId }],
    ["none", {}],
  ] as const)("are named in events under %s, by switch", async (serviceAccountNamedAs, expected) => {
    atlas.state.setSettings({ serviceAccountNamedAs });
    const token = (await mint()).json.access_token;
    const headers = { accept: V2024_10, authorization: `Bearer ${token}`, "content-type": "application/json" };
    await send(new URL(atlas.api.baseUrl + cluster0), "PATCH", headers, '{"labels":[]}');
    const { json } = await atlas.call("GET", `/groups/${PROJECT}/events?eventType=CLUSTER_UPDATE_SUBMITTED`);
    const { publicKey, username } = json.results[0];
    expect({ ...(publicKey && { publicKey }), ...(username && { username }) }).toEqual(expected);
  });

  it("leave no secret in the record of requests", async () => {
    const { json } = await mint();
    await get(json.access_token);
    const text = JSON.stringify(atlas.api.requests);
    expect(text).toContain(CLIENT.clientId);
    expect(text).not.toContain(CLIENT.clientSecret);
    expect(text).not.toContain(json.access_token);
  });
});
