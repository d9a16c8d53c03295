import { describe, expect, it } from "@jest/globals";
import { base64OfAscii } from "../../src/atlas/base64";
import { type AtlasClient, createClient } from "../../src/atlas/client";
import type { Credentials } from "../../src/atlas/credentials";
import { AtlasError, BudgetError, ConnectionError } from "../../src/atlas/errors";
import type { HttpRequest, HttpResponse } from "../../src/atlas/http";
import { readAllPages } from "../../src/atlas/pages";
import { diagnose } from "../../src/atlas/remedies";
import { getCluster, listClusters, listEvents, patchCluster } from "../../src/atlas/requests";

const apiKey: Credentials = { kind: "api-key", publicKey: "public", privateKey: "private-part" };
const account: Credentials = { kind: "service-account", clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_2" };
const projectId = "5e1ec444970199272441a214";

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

/** A client whose server gives these answers in turn, an Error standing for a dropped connection. */
function aClient(
  answers: (HttpResponse | Error)[],
  changes: { credentials?: Credentials; maxOperations?: number } = {},
) {
  const requests: HttpRequest[] = [];
  const sleeps: number[] = [];
  let nowMs = 0;
  const client: AtlasClient = createClient({
    sendHttp: async (request) => {
      requests.push(request);
      const next = answers.shift();
      if (next === undefined) throw new Error("the test has no further answer");
      if (next instanceof Error) throw next;
      return next;
    },
    sleep: async (ms) => {
      sleeps.push(ms);
      nowMs += ms;
    },
    timer: () => new Promise(() => {}),
    random: () => 0,
    nowMs: () => nowMs,
    credentials: changes.credentials ?? apiKey,
    baseUrl: "http://127.0.0.1:1/api/atlas/v2",
    deadlineMs: 240_000,
    endMs: 280_000,
    maxOperations: changes.maxOperations ?? 900,
  });
  return { client, requests, sleeps };
}

describe("requests", () => {
  it("name the newest version of each operation and encode what they are given", () => {
    expect(getCluster(projectId, "a b/c")).toMatchObject({
      path: `/groups/${projectId}/clusters/a%20b%2Fc`,
      accept: "application/vnd.atlas.2024-08-05+json",
    });
    expect(listClusters(projectId, 2).query).toBe("itemsPerPage=500&pageNum=2");
    expect(listEvents(projectId, ["A", "B"], "2026-12-01T00:00:00.000Z", 1)).toMatchObject({
      query: "itemsPerPage=500&pageNum=1&minDate=2026-12-01T00%3A00%3A00.000Z&eventType=A&eventType=B",
      accept: "application/vnd.atlas.2023-01-01+json",
    });
  });

  it("carry the version of a PATCH in both headers, and the key for the digest only", async () => {
    const { client, requests } = aClient([answer(200, {})]);
    await client.call(patchCluster(projectId, "c", { paused: true }));
    expect(requests).toEqual([
      {
        method: "PATCH",
        url: `http://127.0.0.1:1/api/atlas/v2/groups/${projectId}/clusters/c`,
        headers: {
          Accept: "application/vnd.atlas.2024-10-23+json",
          "Content-Type": "application/vnd.atlas.2024-10-23+json",
        },
        body: '{"paused":true}',
        digest: { username: "public", password: "private-part" },
      },
    ]);
  });
});

describe("call", () => {
  it("leaves a write that Atlas has no time for to its caller", async () => {
    const { client, requests } = aClient([answer(503, {}), answer(200, {})]);
    await expect(client.call(patchCluster(projectId, "c", {}))).rejects.toBeInstanceOf(AtlasError);
    expect(requests).toHaveLength(1);
  });

  it("repeats a read after a lost answer, a write never", async () => {
    const read = aClient([new Error("reset"), answer(200, { name: "c" })]);
    await expect(read.client.call(getCluster(projectId, "c"))).resolves.toEqual({ name: "c" });
    const write = aClient([new Error("reset"), answer(200, {})]);
    await expect(write.client.call(patchCluster(projectId, "c", {}))).rejects.toBeInstanceOf(ConnectionError);
    expect(write.requests).toHaveLength(1);
  });

  it("honours Retry-After", async () => {
    const limited = answer(429, { errorCode: "RATE_LIMITED_TOKEN_BUCKET" }, { "retry-after": "7" });
    const { client, sleeps } = aClient([limited, answer(200, {})]);
    await client.call(getCluster(projectId, "c"));
    expect(sleeps).toEqual([7_000]);
  });

  it("rejects with status, code, method and path, and never with a credential", async () => {
    const body = { error: 404, errorCode: "CLUSTER_NOT_FOUND", detail: "No cluster named c exists." };
    const { client } = aClient([answer(404, body)]);
    const error = await client.call(getCluster(projectId, "c")).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AtlasError);
    expect((error as AtlasError).facts).toMatchObject({ status: 404, code: "CLUSTER_NOT_FOUND", method: "GET" });
    expect((error as AtlasError).message).toBe(
      `GET /groups/${projectId}/clusters/c: 404 CLUSTER_NOT_FOUND: No cluster named c exists.`,
    );
    expect(JSON.stringify(error)).not.toContain("private-part");
  });

  it.each([
    [199, false],
    [200, true],
    [299, true],
    [300, false],
  ])("takes status %i for success or not", async (status, isSuccess) => {
    const { client } = aClient([answer(status, { name: "c" })]);
    const got = await client.call(getCluster(projectId, "c")).catch((error: unknown) => error);
    if (isSuccess) expect(got).toEqual({ name: "c" });
    else expect(got).toMatchObject({ facts: { status } });
  });

  it("takes a page of HTML with status 200 for no answer", async () => {
    const { client } = aClient([answer(200, "<html>"), answer(200, "<html>"), answer(200, "<html>"), answer(200, "<")]);
    await expect(client.call(getCluster(projectId, "c"))).rejects.toThrow("no usable answer from Atlas");
  });

  it("sends nothing past its operations; a digest request costs two", async () => {
    const { client, requests } = aClient([answer(200, {}), answer(200, {})], { maxOperations: 3 });
    await client.call(getCluster(projectId, "c"));
    await expect(client.call(getCluster(projectId, "c"))).rejects.toBeInstanceOf(BudgetError);
    expect(requests).toHaveLength(1);
    expect(client.operationsLeft()).toBe(1);
  });
});

describe("a service account", () => {
  const token = (name: string) => answer(200, { access_token: name, expires_in: 3600, token_type: "Bearer" });

  it("mints one token for many requests, with the raw id and secret in Basic", async () => {
    const { client, requests } = aClient([token("t1"), answer(200, {}), answer(200, {})], { credentials: account });
    await Promise.all([client.call(getCluster(projectId, "a")), client.call(getCluster(projectId, "b"))]);
    const basic = Buffer.from("mdb_sa_id_1:mdb_sa_sk_2").toString("base64");
    expect(requests.map(({ url, headers }) => [url.replace(/.*:1/, ""), headers.Authorization])).toEqual([
      ["/api/oauth/token", `Basic ${basic}`],
      [`/api/atlas/v2/groups/${projectId}/clusters/a`, "Bearer t1"],
      [`/api/atlas/v2/groups/${projectId}/clusters/b`, "Bearer t1"],
    ]);
  });

  it("asks for a token again when the first answer was lost", async () => {
    const { client, requests } = aClient([new Error("reset"), token("t1"), answer(200, {})], { credentials: account });
    await expect(client.call(getCluster(projectId, "c"))).resolves.toEqual({});
    expect(requests).toHaveLength(3);
  });

  it("waits for a token as long as Atlas asks", async () => {
    const limited = answer(429, { error: "rate_limited" }, { "retry-after": "9" });
    const { client, sleeps } = aClient([limited, token("t1"), answer(200, {})], { credentials: account });
    await expect(client.call(getCluster(projectId, "c"))).resolves.toEqual({});
    expect(sleeps).toEqual([9_000]);
  });

  it("mints anew once when the token is refused, and gives up when the new one is too", async () => {
    const refused = () => answer(401, { errorCode: "UNEXPECTED_ERROR" });
    const good = aClient([token("t1"), refused(), token("t2"), answer(200, {})], { credentials: account });
    await expect(good.client.call(getCluster(projectId, "c"))).resolves.toEqual({});
    const bad = aClient([token("t1"), refused(), token("t2"), refused()], { credentials: account });
    await expect(bad.client.call(getCluster(projectId, "c"))).rejects.toMatchObject({ facts: { status: 401 } });
  });

  it("reports the rate limit of the token endpoint, which has the shape of the Admin API", async () => {
    const limited = () =>
      answer(429, { error: 429, errorCode: "RATE_LIMITED", detail: "10 requests every 1 minutes." });
    const { client } = aClient([limited(), limited(), limited(), limited()], { credentials: account });
    await expect(client.call(getCluster(projectId, "c"))).rejects.toThrow(
      "POST /api/oauth/token: 429 RATE_LIMITED: 10 requests every 1 minutes.",
    );
  });

  it("reports what the token endpoint says", async () => {
    const refused = answer(401, { error: "invalid_client", error_description: "Invalid client credentials" });
    const { client } = aClient([refused], { credentials: account });
    await expect(client.call(getCluster(projectId, "c"))).rejects.toThrow(
      "POST /api/oauth/token: 401 invalid_client: Invalid client credentials",
    );
  });
});

describe("an answer that is not the Admin API's", () => {
  const page = answer(200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" });

  it.each([
    ["a page", [page, page, page, page], "Check ATLAS_BASE_URL"],
    ["JSON of something else, by what it lacks", Array(4).fill(answer(200, "ok")), "Check ATLAS_BASE_URL"],
    ["a redirect", [answer(301, "")], "Check ATLAS_BASE_URL"],
    ["JSON that was cut short", Array(4).fill(answer(200, '{"a":', { "content-type": "application/json" })), ""],
  ])("says to check the base URL: %s", async (_name, answers, remedy) => {
    const { client } = aClient([...answers]);
    const error = await client.call(getCluster(projectId, "c")).catch((thrown) => thrown);
    expect(diagnose(error).remedy).toBe(remedy);
  });

  it.each(["toString", "constructor", "__proto__", "a b", "<b>", "A".repeat(81)])(
    "finds nothing for %j as a code",
    async (errorCode) => {
      const { client } = aClient([answer(400, { errorCode, detail: "Why." })]);
      const error = await client.call(getCluster(projectId, "c")).catch((thrown) => thrown);
      expect(diagnose(error)).toMatchObject({ meaning: "failed", why: "", remedy: "" });
      expect(diagnose(error).code).toMatch(/^\w{1,80}$/);
    },
  );
});

describe("readAllPages", () => {
  const page = (results: unknown[], next: boolean, totalCount?: number) =>
    answer(200, { links: next ? [{ rel: "next", href: "x" }] : [{ rel: "self", href: "x" }], results, totalCount });
  const full = Array.from({ length: 500 }, (_, index) => index);

  it.each([
    ["one short page", [page([1], false, 1)], 1],
    ["no clusters", [page([], false, 0)], 0],
    ["exactly one full page", [page(full, false, 500)], 500],
    ["a next link", [page(full, true, 501), page([1], false, 501)], 501],
    ["a full page without a link or a count", [page(full, false), page([1], false)], 501],
    ["a short page that links on", [page([1], true), page([2], false)], 2],
  ])("ends with %s", async (_name, answers, count) => {
    const { client, requests } = aClient([...answers]);
    const items = await readAllPages(client, (pageNum) => listClusters(projectId, pageNum));
    expect(items).toHaveLength(count);
    expect(requests).toHaveLength(answers.length);
  });

  it("refuses a list without results", async () => {
    const { client } = aClient([answer(200, {})]);
    await expect(readAllPages(client, (pageNum) => listClusters(projectId, pageNum))).rejects.toThrow(
      "its list has no results",
    );
  });
});

describe("base64OfAscii", () => {
  it.each(["", "a", "ab", "abc", "mdb_sa_id_0123:mdb_sa_sk_~~//++"])("agrees with Node on %j", (text) => {
    expect(base64OfAscii(text)).toBe(Buffer.from(text).toString("base64"));
  });
});
