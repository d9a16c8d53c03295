import { describe, expect, it } from "@jest/globals";
import { readAtlasError, readCode, readRetryAfter } from "../../src/atlas/errors";
import { readToken, tokenRequest } from "../../src/atlas/token";

const request = { purpose: "list the clusters", method: "GET", path: "/groups/p/clusters" };
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

describe("an error of Atlas", () => {
  it.each<[string, unknown, Record<string, string>, string, string]>([
    ["its code and detail", { errorCode: "X_1", detail: "Why.", reason: "Bad" }, {}, "X_1", "Why."],
    ["its reason without a detail", { errorCode: "X", detail: null, reason: "Bad" }, {}, "X", "Bad"],
    ["the code of its header", { detail: "Why." }, { "x-error-code": "FROM_HEADER" }, "FROM_HEADER", "Why."],
    ["its own code before that", { errorCode: "OWN" }, { "x-error-code": "FROM_HEADER" }, "OWN", ""],
    ["neither", {}, {}, "unknown", ""],
    ["neither where it is no JSON", "<html>", {}, "unknown", ""],
    ["neither where it is a list", [1], {}, "unknown", ""],
  ])("is read by %s", (_name, body, headers, code, detail) => {
    expect(readAtlasError(request, answer(400, body, headers)).facts).toEqual({
      ...request,
      status: 400,
      code,
      detail,
      retryAfterMs: null,
    });
  });

  it("has a detail of 300 characters at most", () => {
    const { facts } = readAtlasError(request, answer(400, { detail: "x".repeat(301) }));
    expect(facts.detail).toHaveLength(300);
  });

  it("says so in its message, without a colon where it has no detail", () => {
    expect(readAtlasError(request, answer(400, { errorCode: "X" })).message).toBe("GET /groups/p/clusters: 400 X");
    expect(readAtlasError(request, answer(400, { errorCode: "X", detail: "Why." })).message).toBe(
      "GET /groups/p/clusters: 400 X: Why.",
    );
  });
});

describe("readCode", () => {
  it.each<[readonly unknown[], string]>([
    [["A_CODE_9"], "A_CODE_9"],
    [["A".repeat(80)], "A".repeat(80)],
    [["A".repeat(81)], "unknown"],
    [["small", "B"], "B"],
    [["", "B"], "B"],
    [["A B", " A", "A "], "unknown"],
    [[5, null, undefined, "B"], "B"],
    [[], "unknown"],
  ])("of %j is %s", (candidates, code) => {
    expect(readCode(...candidates)).toBe(code);
  });
});

describe("readRetryAfter", () => {
  it.each<[string | undefined, number | null]>([
    ["7", 7_000],
    [" 7 ", 7_000],
    ["0", 0],
    ["999999", 999_999_000],
    ["1000000", null],
    ["1.5", null],
    ["-1", null],
    ["", null],
    ["7 s", null],
    ["Tue, 01 Dec 2026 12:00:00 GMT", null],
    [undefined, null],
  ])("of %j is %j", (header, ms) => {
    expect(readRetryAfter(answer(429, "", header === undefined ? {} : { "retry-after": header }))).toBe(ms);
  });
});

describe("a token", () => {
  const account = { kind: "service-account", clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_2" } as const;

  it("is asked for at the host of the API, with the raw id and secret", () => {
    expect(tokenRequest("https://cloud.mongodb.com/api/atlas/v2", account)).toEqual({
      method: "POST",
      url: "https://cloud.mongodb.com/api/oauth/token",
      headers: {
        Authorization: `Basic ${Buffer.from("mdb_sa_id_1:mdb_sa_sk_2").toString("base64")}`,
        "Content-Type": "application/x-www-form-urlencoded",
        Accept: "application/json",
        "Cache-Control": "no-cache",
      },
      body: "grant_type=client_credentials",
    });
    expect(tokenRequest("http://127.0.0.1:1/x", account).url).toBe("http://127.0.0.1:1/x/api/oauth/token");
  });

  it("is read of a 200 answer alone", () => {
    expect(readToken(answer(200, { access_token: "t" }))).toBe("t");
    expect(() => readToken(answer(200, { access_token: 5 }))).toThrow("its answer has no access_token");
    expect(() => readToken(answer(201, { access_token: "t" }))).toThrow("POST /api/oauth/token: 201 unknown");
  });

  it.each<[string, unknown, Record<string, string>, string]>([
    ["as OAuth says it", { error: "invalid_client", error_description: "No." }, {}, "401 invalid_client: No."],
    ["as the Admin API says it", { error: 401, errorCode: "X", detail: "Why." }, {}, "401 X: Why."],
    ["by its header", {}, { "x-error-code": "X" }, "401 X"],
    ["with a code of 40 letters", { error: "a".repeat(40) }, {}, `401 ${"a".repeat(40)}`],
    ["with none longer than that", { error: "a".repeat(41) }, {}, "401 unknown"],
    ["with none of another form", { error: "No way" }, {}, "401 unknown"],
  ])("that is refused says why: %s", (_name, body, headers, message) => {
    expect(() => readToken(answer(401, body, headers))).toThrow(`POST /api/oauth/token: ${message}`);
  });

  it("that is refused says when to come back, and no more than 300 characters", () => {
    const refused = answer(429, { error: "slow_down", error_description: "x".repeat(301) }, { "retry-after": "9" });
    try {
      readToken(refused);
    } catch (error) {
      expect(error).toMatchObject({ facts: { status: 429, retryAfterMs: 9_000, detail: "x".repeat(300) } });
    }
    expect.assertions(1);
  });
});
