import { describe, expect, it } from "@jest/globals";
import type { HttpRequest, HttpResponse } from "../../src/atlas/http";
import { guardHttp } from "../../src/runtime/guarded-http";
import { createRedactor } from "../../src/runtime/redaction/redactor";

const key = "0d4e3b1c-5a6f-4c2e-9f0a-7d1be2c3f405";
const url = "https://cloud.mongodb.com/api/atlas/v2/groups";
const plain: HttpRequest = { method: "GET", url, headers: {} };

/** What comes back of an answer, or of the error in its place, to a request that carries credentials. */
async function answerTo(request: Partial<HttpRequest>, answer: Partial<HttpResponse> | Error | string) {
  const redactor = createRedactor();
  const send = guardHttp(async () => {
    if (typeof answer === "string" || answer instanceof Error) throw answer;
    return { status: 200, headers: {}, body: "", ...answer };
  }, redactor);
  const got = await send({ ...plain, ...request }).then(
    (response) => ({ ...response, message: "" }),
    (error: Error) => ({ status: 0, headers: {}, body: "", message: error.message }),
  );
  return { ...got, redactor };
}

describe("what goes out as a credential", () => {
  it.each<[string, Partial<HttpRequest>, string]>([
    ["the password for a digest challenge", { digest: { username: "schedulr", password: key } }, key],
    ["a header, less its scheme", { headers: { Authorization: `Token ${key}` } }, key],
    ["a header without a scheme", { headers: { Authorization: key } }, key],
  ])("comes back in no refusal and no error: %s", async (_name, request, secret) => {
    const refused = { status: 400, headers: { "x-echo": `it was ${secret}` }, body: `it was ${secret}` };
    expect(await answerTo(request, refused)).toMatchObject({
      headers: { "x-echo": "it was [redacted]" },
      body: "it was [redacted]",
    });
    const inJson = { status: 500, body: JSON.stringify({ detail: [`it was ${secret}`] }) };
    expect((await answerTo(request, inJson)).body).toBe('{"detail":["it was [redacted]"]}');
    for (const error of [new Error(`it was ${secret}`), `it was ${secret}`]) {
      expect((await answerTo(request, error)).message).toBe("it was [redacted]");
    }
  });

  it("does not make the word of its scheme one", async () => {
    const { body } = await answerTo({ headers: { Authorization: `Token ${key}` } }, { status: 400, body: "Token?" });
    expect(body).toBe("Token?");
  });
});

describe("a token", () => {
  const granted = JSON.stringify({ access_token: key, expires_in: 3600 });

  it.each<[string, HttpRequest["method"], number, string, string]>([
    ["a credential once it is granted", "POST", 200, granted, "[redacted]"],
    ["none in a refusal", "POST", 400, granted, key],
    ["none in what is read", "GET", 200, granted, key],
    ["none where it is no text", "POST", 200, '{"access_token":5}', key],
    ["none where the answer is no object", "POST", 200, "null", key],
  ])("is %s", async (_name, method, status, body, shown) => {
    const { redactor } = await answerTo({ method }, { status, body });
    expect(redactor.redact(key)).toBe(shown);
  });
});

describe("what comes in", () => {
  it.each([
    [200, '{"name":"a\\u001b[31mb"}', '{"name":"ab"}'],
    [200, '{"zoneName":"a\\nb","name":"a\\nb"}', '{"zoneName":"a\\nb","name":"a b"}'],
    [299, '{"name":"a\\u001b[31mb"}', '{"name":"ab"}'],
    [200, '{"name":"ab"}', '{"name":"ab"}'],
    [200, "a\\b", "a\\b"],
    [400, '{"zoneName":"a\\nb"}', '{"zoneName":"a b"}'],
    [300, "a\u001b[31mb", "ab"],
    [199, "a\u001b[31mb", "ab"],
  ])("with status %i is printable, the names of zones apart: %j", async (status, body, expected) => {
    expect((await answerTo({}, { status, body })).body).toBe(expected);
  });

  it("of a refusal is no longer than an error of Atlas can be", async () => {
    expect((await answerTo({}, { status: 500, body: "x".repeat(20_001) })).body).toHaveLength(20_000);
    const json = JSON.stringify({ detail: "x".repeat(19_985) });
    expect([json.length, (await answerTo({}, { status: 500, body: json })).body]).toEqual([19_998, json]);
  });
});
