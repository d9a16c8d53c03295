import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { aService, logIn, MANAGER, OTHER_PROJECT, OWNER, PROJECT, type Service } from "./a-service";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let service: Service;
beforeEach(async () => {
  service = await aService();
});
afterEach(() => service.stop());

describe("logging in", () => {
  it("answers with both tokens and who it is", async () => {
    const { status, body } = await logIn(service.send, OWNER);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["access_token", "refresh_token", "user_id", "device_id"]);
    const profile = await service.send("GET", "/auth/profile", { token: body.access_token });
    expect([profile.status, profile.body]).toEqual([
      200,
      {
        user_id: body.user_id,
        identities: [{ id: body.user_id, provider_type: "mongodb-cloud" }],
        data: { name: OWNER.publicKey },
        type: "normal",
        roles: [{ role_name: "GROUP_OWNER", group_id: PROJECT }],
      },
    ]);
  });

  it.each([
    ["a wrong private key", { ...OWNER, privateKey: "wrong" }],
    ["an unknown public key", { ...OWNER, publicKey: "nobody" }],
  ])("refuses %s without a code, so that no client tries to refresh", async (_, key) => {
    expect(await logIn(service.send, key)).toMatchObject({
      status: 401,
      body: { error: "failed to authenticate with MongoDB Cloud API: You are not authorized for this resource." },
    });
  });

  it("refuses a body that lacks the key or is no JSON, and other providers", async () => {
    const path = "/auth/providers/mongodb-cloud/login";
    const lacking = await service.send("POST", path, { body: { username: "x" } });
    expect([lacking.status, lacking.body.error_code]).toEqual([400, "MissingParameter"]);
    const malformed = await service.send("POST", path, { body: "{" });
    expect([malformed.status, malformed.body.error_code]).toEqual([400, "BadRequest"]);
    const other = await service.send("POST", "/auth/providers/local-userpass/login", { body: {} });
    expect([other.status, other.body.error_code]).toEqual([404, "AuthProviderNotFound"]);
  });
});

describe("a session", () => {
  const profile = (token: string) => service.send("GET", "/auth/profile", { token });
  const refresh = (token: string) => service.send("POST", "/auth/session", { token });

  it("has an access token for 30 minutes of real time, whatever the emulator's clock does", async () => {
    const { access_token, refresh_token } = (await logIn(service.send, OWNER)).body;
    await service.advanceMinutes(60 * 24 * 90);
    expect((await profile(access_token)).status).toBe(200);
    service.passRealTime(30 * MINUTE);
    expect(await profile(access_token)).toMatchObject({
      status: 401,
      body: { error: "invalid session: access token expired", error_code: "InvalidSession" },
    });
    const { status, body } = await refresh(refresh_token);
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual(["access_token"]);
    expect((await profile(body.access_token)).status).toBe(200);
  });

  it("is refreshed for 60 days", async () => {
    const { refresh_token } = (await logIn(service.send, OWNER)).body;
    service.passRealTime(60 * DAY - 1_000);
    expect((await refresh(refresh_token)).status).toBe(201);
    service.passRealTime(1_000);
    expect(await refresh(refresh_token)).toMatchObject({ status: 401, body: { error_code: "InvalidSession" } });
  });

  it("is none with an unknown, a forged or no token", async () => {
    const { access_token } = (await logIn(service.send, OWNER)).body;
    const [header, , signature] = String(access_token).split(".");
    const claims = Buffer.from(JSON.stringify({ typ: "access", sub: OWNER.publicKey, exp: 9e9 })).toString("base64url");
    for (const token of ["nonsense", `${header}.${claims}.${signature}`, undefined]) {
      const answer = await service.send("GET", "/auth/profile", token === undefined ? {} : { token });
      expect(answer).toMatchObject({ status: 401, body: { error_code: "InvalidSession" } });
    }
  });

  it("takes no token of the other kind, and says so without a code", async () => {
    const { access_token, refresh_token } = (await logIn(service.send, OWNER)).body;
    for (const answer of [await profile(refresh_token), await refresh(access_token)]) {
      expect([answer.status, answer.body]).toEqual([401, { error: "invalid session: valid Issuer required" }]);
    }
  });

  it("ends with the key it was begun with", async () => {
    const { access_token } = (await logIn(service.send, OWNER)).body;
    service.atlas.state.credentials.removeApiKey(OWNER.publicKey);
    expect(await profile(access_token)).toMatchObject({ status: 401, body: { error_code: "InvalidSession" } });
  });

  it("opens the projects that the key owns, and no others", async () => {
    expect(await service.call("GET", `/groups/${OTHER_PROJECT}/apps`)).toMatchObject({
      status: 404,
      body: { error_code: "GroupNotFound" },
    });
    const { access_token } = (await logIn(service.send, MANAGER)).body;
    expect(await service.send("GET", `/groups/${PROJECT}/apps`, { token: access_token })).toMatchObject({
      status: 403,
      body: { error_code: "Unauthorized" },
    });
  });
});

describe("what local Atlas has not got", () => {
  it("is refused aloud", async () => {
    expect(await service.call("GET", `/groups/${PROJECT}/apps/x/users`)).toMatchObject({
      status: 501,
      body: { error_code: "LocalAtlasAbsent" },
    });
  });
});
