import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createRedactor } from "../../src/runtime/redaction/redactor";
import { secretsOf } from "../../src/runtime/redaction/secret-values";
import { aSecret, leaksOf } from "./secrets";

const inBase64 = (text: string) => Buffer.from(text).toString("base64");

const key = "0d4e3b1c-5a6f-4c2e-9f0a-7d1be2c3f405";

function redact(text: string, ...secrets: readonly string[]): string {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.learn(secret);
  return redactor.redact(text);
}

describe("a credential that is known", () => {
  it.each([
    ["itself", `key ${key}.`, "key [redacted]."],
    ["eight characters of it", `key …5a6f-4c2…`, "key …[redacted]…"],
    ["in capitals", key.toUpperCase(), "[redacted]"],
    ["twice", `${key},${key}`, "[redacted],[redacted]"],
    ["in base64", Buffer.from(key).toString("base64"), "[redacted]"],
    ["in hex", `0x${Buffer.from(key).toString("hex")}`, "0x[redacted]"],
    ["seven characters of it, which many texts have", "5a6f-4c", "5a6f-4c"],
  ])("is taken out: %s", (_name, text, expected) => {
    expect(redact(text, key)).toBe(expected);
  });

  it.each([
    ["short", "hunter2", "it is hunter2!", "it is [redacted]!"],
    ["within a word", "abcd", "xabcdx", "x[redacted]x"],
    ["very short, as a word alone", "on", "on the moon: on", "[redacted] the moon: [redacted]"],
    ["empty", "  ", "nothing at all", "nothing at all"],
  ])("that is %s is taken out as a whole", (_name, secret, text, expected) => {
    expect(redact(text, secret)).toBe(expected);
  });

  it.each([
    ["JSON", 'q"u\\o\tte-1234', JSON.stringify('q"u\\o\tte-1234').slice(1, -1)],
    ["a URL", "p@ss w/rd&1234?", encodeURIComponent("p@ss w/rd&1234?")],
    ["a form", "p@ss w/rd&1234?", encodeURIComponent("p@ss w/rd&1234?").replace(/%20/g, "+")],
    ["HTML", "<&\"'>secret", "&lt;&amp;&quot;&#39;&gt;secret"],
    ["base64 for URLs", "\u00ff\u00fe\u00fd??>>~~", Buffer.from("\u00ff\u00fe\u00fd??>>~~").toString("base64url")],
  ])("is taken out as it is written in %s", (_name, secret, text) => {
    expect(redact(`a ${text} b`, secret).replace(/[A-Za-z0-9+/=_-]{0,2} b$/, " b")).toBe("a [redacted] b");
  });

  it.each([`${key}\ud800`, `\udc00${key}`])(
    "is taken out though half a character in it cannot be encoded: %j",
    (secret) => {
      expect(redact(`key ${key}.`, secret)).toBe("key [redacted].");
    },
  );

  it("leaves no eight characters in a row, however it is written and wherever it is cut", () => {
    fc.assert(
      fc.property(aSecret, fc.string(), fc.string(), fc.nat(60), fc.nat(60), (secret, before, after, from, until) => {
        const base64 = Buffer.from(before + secret + after).toString("base64");
        const shown = [
          before + secret + after,
          secret.slice(from, from + until),
          base64.slice(from, from + until * 2),
          Buffer.from(secret).toString("hex"),
          encodeURIComponent(secret),
          JSON.stringify(before + secret),
        ];
        const text = redact(shown.join(" | "), secret);
        const forms = [secret.trim(), encodeURIComponent(secret.trim()), Buffer.from(secret.trim()).toString("hex")];
        expect(leaksOf(forms, text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what looks like a credential", () => {
  const response = createHash("md5").update("x").digest("hex");

  it.each([
    ["a Basic header", "sent Basic c2NoZWR1bHI6MTIz to it", "sent Basic [redacted] to it"],
    ["a Digest header in base64", `x ${inBase64(`Digest username="abc", response="${response}"`)} y`, "x [redacted] y"],
    ["a Basic header in base64", `x ${inBase64("Basic c2NoZWR1bHI6MTIz")} y`, "x [redacted] y"],
    ["a Bearer header in base64", `x=${inBase64("Bearer ab-cd")}`, "x=[redacted]"],
    ["a Bearer header", "Authorization: Bearer abc.def-123", "Authorization: [redacted]"],
    ["a header in JSON", '{"authorization":"Bearer x","a":1}', '{"authorization":[redacted],"a":1}'],
    ["a bearer token", "Bearer zZ9yY8xX7", "Bearer [redacted]"],
    [
      "a Digest header",
      `Digest username="schedulr", realm="MMS Public API", nonce="a,b", uri="/x", cnonce="00ff", nc=00000001, qop=auth, response="${response}" was wrong`,
      "Digest [redacted] was wrong",
    ],
    ["a Digest header that was cut", 'Digest username="schedulr", response="0123', "Digest [redacted]"],
    ["a part of one", 'cnonce="00ff11ee", nc=1', 'cnonce="[redacted]", nc=1'],
    ["a part of one in JSON", '{"response": "0123456789"}', '{"response": "[redacted]"}'],
    ["the answer to a challenge alone", `it was ${response}.`, "it was [redacted]."],
    ["what a cut left of one", `it was ${response.slice(0, 9)}…`, "it was [redacted]…"],
    ["the user part of a URL", "see https://me:pass@cloud.example.com/x", "see https://[redacted]@cloud.example.com/x"],
    ["a JSON Web Token", "got eyJhbGciOi.eyJzdWIi.c2ln!", "got [redacted]!"],
    ["the secret of a service account", "mdb_sa_sk_Ab-1_z is it", "[redacted] is it"],
  ])("is taken out: %s", (_name, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    "basic authentication is off",
    "the Bearer token is invalid",
    "digest authentication failed",
    "Atlas gave no usable answer: status 502",
    "a response of 12 bytes",
    "project 5e1ec444970199272441a214",
    "use https://cloud.mongodb.com/api/atlas/v2",
    "the service account has too many active tokens (100), or may not be used",
  ])("is not seen in: %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("secretsOf", () => {
  const of = (values: Readonly<Record<string, unknown>>) => secretsOf((name) => values[name]);

  it("are the two secret Values, and what each makes with its public half in a Basic header", () => {
    const basic = (pair: string) => Buffer.from(pair).toString("base64").replace(/.?=+$/, "");
    expect(of({ ATLAS_PUBLIC_KEY: "schedulr", ATLAS_PRIVATE_KEY: ` ${key}\n` })).toEqual([
      key,
      basic(`schedulr:${key}`),
    ]);
    const clientId = `mdb_sa_id_${"0".repeat(24)}`;
    expect(of({ ATLAS_CLIENT_ID: clientId, ATLAS_CLIENT_SECRET: "s" })).toEqual(["s", basic(`${clientId}:s`)]);
  });

  it("hide no project id that begins as the client id does, for both were made within seconds", () => {
    const redactor = createRedactor();
    const values: Record<string, string> = {
      ATLAS_CLIENT_ID: "mdb_sa_id_5e1ec444970199272441b001",
      ATLAS_CLIENT_SECRET: "mdb_sa_sk_0123456789abcdefghij",
    };
    for (const secret of secretsOf((name) => values[name])) redactor.learn(secret);
    const text = "project 5e1ec444970199272441a215: Atlas did not list the clusters";
    expect(redactor.redact(text)).toBe(text);
  });

  it.each([
    ["a name that is none", { ATLAS_PUBLIC_KEY: key }, [key]],
    ["a client id that is none", { ATLAS_CLIENT_ID: "mdb_sa_sk_x" }, ["mdb_sa_sk_x"]],
    ["an address that is none", { ATLAS_BASE_URL: key }, [key]],
    ["an address with a user", { ATLAS_BASE_URL: "https://u:p1@cloud.mongodb.com/api/atlas/v2" }, ["u", "p1"]],
    [
      "a webhook",
      { NOTIFY_URL: "https://hooks.slack.com/services/T0001111/B0002222/xYzXyZ123" },
      ["T0001111", "B0002222", "xYzXyZ123"],
    ],
    ["what is no text", { ATLAS_PRIVATE_KEY: 5, ATLAS_PUBLIC_KEY: { a: 1 } }, []],
    ["an ordinary address", { ATLAS_BASE_URL: "https://cloud.mongodb.com/api/atlas/v2" }, []],
  ])("with what was pasted into the wrong one: %s", (_name, values, expected) => {
    expect(of(values)).toEqual(expected);
  });
});
