/** The built functions against servers that give back whatever they were sent: no credential leaves a function. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { aSecret, leaksOf } from "../runtime/secrets";
import { theBuiltApp } from "./built";
import { type Answer, aStrippedRealm, type HttpCall } from "./stripped-realm";

let sources: ReadonlyMap<string, string>;

beforeAll(async () => {
  sources = (await theBuiltApp()).functions;
});

const schedule = {
  schedules: [
    {
      name: "billing",
      clusters: ["Cluster0", { glob: "*" }],
      baseline: { tier: "M10" },
      windows: [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }],
    },
  ],
};

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** What a server has seen of a credential, beside it: all that it could give back. */
interface Seen {
  readonly header: string;
  /** The values in the header, or behind it, which nobody else should read. */
  readonly parts: readonly string[];
}

/** As the platform answers a challenge. */
function digestHeader({ method, url, username = "", password = "" }: HttpCall, cnonce: string): Seen {
  const uri = url.replace(/^https?:\/\/[^/]+/, "");
  const ha1 = md5(`${username}:MMS Public API:${password}`);
  const response = md5(`${ha1}:server-nonce:00000001:${cnonce}:auth:${md5(`${method}:${uri}`)}`);
  const header = `Digest username="${username}", realm="MMS Public API", nonce="server-nonce", uri="${uri}", qop=auth, nc=00000001, response="${response}", cnonce="${cnonce}"`;
  return { header, parts: [password, ha1, response, Buffer.from(`${username}:${password}`).toString("base64")] };
}

function seenIn(call: HttpCall, cnonce: string): Seen {
  if (call.digestAuth === true) return digestHeader(call, cnonce);
  const header = call.headers.Authorization?.[0] ?? "";
  return { header, parts: [header.replace(/^\w+ /, "")] };
}

/** How an echo is written, and where. */
interface Echo {
  readonly form: (text: string) => string;
  readonly at:
    | "detail"
    | "reason"
    | "errorCode"
    | "x-error-code"
    | "name"
    | "tag"
    | "hold"
    | "state"
    | "tier"
    | "lost"
    | "page";
  readonly what: "header" | "part" | "secret";
  readonly before: string;
  readonly status: number;
}

const forms: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(`x${text}`).toString("base64url"),
  (text) => Buffer.from(text).toString("hex"),
  (text) => encodeURIComponent(text),
  (text) => JSON.stringify({ authorization: text }),
  (text) => text.toUpperCase(),
  (text) => text.replace(/(.{3})/g, "$1\u200b"),
  (text) => text.replace(/(.{4})/g, "$1\u001b[0m"),
  (text) => `https://${text}@cloud.example.com/`,
];

const anEcho: fc.Arbitrary<Echo> = fc.record({
  form: fc.constantFrom(...forms),
  at: fc.constantFrom(
    "detail" as const,
    "reason",
    "errorCode",
    "x-error-code",
    "name",
    "tag",
    "hold",
    "state",
    "tier",
    "lost",
    "page",
  ),
  what: fc.constantFrom("header" as const, "part", "secret"),
  before: fc.oneof(
    fc.constant(""),
    fc.nat(320).map((length) => "x ".repeat(length / 2)),
  ),
  status: fc.constantFrom(302, 400, 401, 403, 404, 409, 422),
});

function aDescription(name: string, tags: readonly object[], stateName: string, instanceSize: string): object {
  const specs = { instanceSize, nodeCount: 3, diskSizeGB: 10, diskIOPS: 3000, ebsVolumeType: "STANDARD" };
  const region = { providerName: "AWS", regionName: "US_EAST_1", priority: 7, electableSpecs: specs };
  const replicationSpecs = [{ id: "64f0000000000000000000a1", zoneName: "Zone 1", regionConfigs: [region] }];
  return { name, stateName, clusterType: "REPLICASET", paused: false, tags, replicationSpecs };
}

function echoing(call: HttpCall, secret: string, echo: Echo, seen: Set<string>): Answer {
  const { header, parts } = seenIn(call, "0a4f113b9c5d7e21");
  for (const part of [...parts, secret]) if (part.trim() !== "") seen.add(part.trim());
  const plain = { header, secret, part: parts[parts.length - 2] ?? header }[echo.what];
  const text = echo.before + echo.form(plain);
  if (call.method === "POST") {
    const token = `tok-${md5(secret)}-${text.length}`;
    seen.add(token);
    return { statusCode: 200, body: { access_token: token, expires_in: 3600, token_type: "Bearer" } };
  }
  return refusal(echo, text) ?? goodAnswer(call, echo, text);
}

/** null: the echo is in a good answer. */
function refusal({ at, status }: Echo, text: string): Answer | null {
  const error = { error: status, detail: "no", errorCode: "NO" };
  switch (at) {
    case "lost":
      throw new Error(`Get "https://x/?redirected=${text}": stopped after 10 redirects`);
    case "page":
      return { statusCode: 200, body: null, text: `<html>${text}</html>`, headers: { Server: text } };
    case "reason":
      return { statusCode: status, body: { reason: text, errorCode: "NO" } };
    case "x-error-code":
      return { statusCode: status, body: {}, headers: { "X-Error-Code": text } };
    case "detail":
    case "errorCode":
      return { statusCode: status, body: { ...error, [at]: text }, headers: { Location: `https://x/${text}` } };
    default:
      return null;
  }
}

function goodAnswer(call: HttpCall, { at }: Echo, text: string): Answer {
  const path = call.url.replace(/\?.*$/, "");
  if (path.endsWith("/events")) {
    const event = {
      eventTypeName: "CLUSTER_UPDATE_SUBMITTED",
      clusterName: "Cluster0",
      created: "2026-12-01T12:00:30Z",
    };
    return { statusCode: 200, body: { results: [{ ...event, username: text }], totalCount: 1 } };
  }
  const tags = { hold: [{ key: "scheduler-hold", value: text }], tag: [{ key: text, value: text }] };
  const description = aDescription(
    at === "name" ? text : "Cluster0",
    at === "hold" || at === "tag" ? tags[at] : [],
    at === "state" ? text : "IDLE",
    at === "tier" ? text : "M10",
  );
  const results = [description, aDescription("shop", [], "IDLE", "M10")];
  const body = path.endsWith("/clusters") ? { results, totalCount: 2, links: [] } : description;
  return { statusCode: 200, body };
}

interface Ended {
  /** Everything that somebody can read of the run. */
  readonly told: string;
  readonly error: Error | null;
  readonly result: unknown;
}

async function endOf(
  name: string,
  values: object,
  answer: (call: HttpCall) => Answer,
  argument?: object,
): Promise<Ended> {
  const realm = aStrippedRealm(sources.get(name) ?? "", {
    nowMs: Date.parse("2026-12-01T12:01Z"),
    values: { schedule, ATLAS_BASE_URL: "https://cloud.mongodb.com/api/atlas/v2", ...values },
    answer,
  });
  const ended = await realm.run(...(argument === undefined ? [] : [argument])).then(
    (result) => ({ result, error: null }),
    (error: Error) => ({ result: null, error }),
  );
  const { error, result } = ended;
  const told = [
    ...realm.lines,
    JSON.stringify(result),
    ...(error === null ? [] : [error.message, error.stack, String(error.cause), JSON.stringify(error)]),
  ].join("\n");
  return { told, error, result };
}

const accounts: readonly ((secret: string) => object)[] = [
  (secret) => ({ ATLAS_PUBLIC_KEY: "schedulr", ATLAS_PRIVATE_KEY: secret }),
  (secret) => ({ ATLAS_CLIENT_ID: "mdb_sa_id_0123456789abcdef01234567", ATLAS_CLIENT_SECRET: secret }),
  // Pasted the wrong way round.
  (secret) => ({ ATLAS_PUBLIC_KEY: secret, ATLAS_PRIVATE_KEY: "schedulr" }),
];

const calls: readonly (readonly [string, object?])[] = [
  ["reconcile"],
  ["status"],
  ["scaleUp", { cluster: "Cluster0", tier: "M30" }],
  ["scaleDown", { all: true }],
];

describe("a server that gives back what it was sent, anywhere and in any form", () => {
  it("gets no eight characters of a credential into a log line, a report, or an error", async () => {
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(
        aSecret,
        anEcho,
        fc.constantFrom(...accounts),
        fc.constantFrom(...calls),
        async (secret, echo, accountOf, [name, argument]) => {
          const seen = new Set<string>();
          const answer = (call: HttpCall) => echoing(call, secret, echo, seen);
          const { told, error } = await endOf(name, accountOf(secret), answer, argument);
          if (error !== null) failed += 1;
          expect(leaksOf([...seen], told)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
    expect(failed).toBeGreaterThan(20);
  }, 30_000);
});

const privateKey = "0d4e3b1c-5a6f-4c2e-9f0a-7d1be2c3f405";
const apiKey = { ATLAS_PUBLIC_KEY: "schedulr", ATLAS_PRIVATE_KEY: privateKey };
const basic = Buffer.from(`schedulr:${privateKey}`).toString("base64");

/** What a good Atlas says of these clusters. */
function atlasWith(...clusters: readonly object[]): (call: HttpCall) => Answer {
  return ({ url }) => {
    const body = url.includes("/events") ? { results: [], totalCount: 0 } : { results: clusters, totalCount: 1 };
    return { statusCode: 200, body };
  };
}

const refusing = (detail: string) => (): Answer => ({ statusCode: 400, body: { errorCode: "NO", detail } });

describe("a credential that Atlas gives back", () => {
  it("is not in the message of the error, nor in its stack, nor in what it carries", async () => {
    const { error } = await endOf("reconcile", apiKey, refusing(`you sent ${privateKey}`));
    expect(error?.message).toContain("you sent [redacted]");
    expect(error?.stack).toContain("you sent [redacted]");
    expect(JSON.stringify(error)).toContain("you sent [redacted]");
    expect([error?.message, error?.stack, JSON.stringify(error)].join()).not.toContain(privateKey.slice(0, 8));
  });

  it("is in no log line", async () => {
    const { told } = await endOf("reconcile", apiKey, atlasWith(aDescription(`c-${privateKey}`, [], "BUSY", "M10")));
    expect(told).toContain("c-[redacted]");
    expect(told).not.toContain(privateKey.slice(0, 8));
  });

  it("is not in the report that is returned", async () => {
    const { result } = await endOf("status", apiKey, atlasWith(aDescription(`c-${basic}`, [], "IDLE", "M10")));
    expect(result).toMatchObject({ clusters: [{ cluster: "c-[redacted]" }] });
  });

  it("is taken out before the text of Atlas is cut", async () => {
    const response = md5("x");
    for (const sent of [`Digest username="schedulr", nonce="n", response="${response}"`, response, basic, privateKey]) {
      for (const length of [250, 270, 280, 285, 290]) {
        const { told } = await endOf("reconcile", apiKey, refusing(`${"x".repeat(length)} ${sent}`));
        expect(leaksOf([response, basic, privateKey], told)).toEqual([]);
      }
    }
  });

  it.each([
    ["ATLAS_PUBLIC_KEY", { ATLAS_PUBLIC_KEY: privateKey, ATLAS_PRIVATE_KEY: "" }],
    ["ATLAS_CLIENT_ID", { ...apiKey, ATLAS_CLIENT_ID: "mdb_sa_sk_Ab01_cD23-eF45" }],
    ["ATLAS_BASE_URL", { ...apiKey, ATLAS_BASE_URL: `https://me:${privateKey}@cloud.mongodb.com/api/atlas/v2` }],
    ["ATLAS_BASE_URL as it is", { ...apiKey, ATLAS_BASE_URL: privateKey }],
    ["schedule", { ...apiKey, schedule: { ...schedule, timezone: privateKey } }],
    ["schedule, as its text", { ...apiKey, schedule: privateKey }],
  ])("is not echoed where it was pasted into the wrong Value: %s", async (_name, values) => {
    const { told, error } = await endOf("reconcile", values, refusing("no"));
    expect(error?.name).toBe("ConfigError");
    expect(leaksOf([privateKey, "mdb_sa_sk_Ab01_cD23-eF45"], told)).toEqual([]);
  });
});

describe("text of Atlas", () => {
  it("can neither forge a line, nor colour it, nor turn it round", async () => {
    const name = "shop\r\nACCEPTED: all is well\u001b[32m\u202e";
    const { told, error } = await endOf("reconcile", apiKey, atlasWith(aDescription(name, [], "I\u001b[2JDLE", "M10")));
    expect(told).toContain("shop ACCEPTED: all is well");
    expect(told).not.toMatch(/^ACCEPTED: all is well/m);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(told + error?.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it.each([
    ["in small letters", "cluster_not_found"],
    ["with blanks", "CLUSTER NOT FOUND"],
    ["too long", "A".repeat(81)],
    ["of no text", 5],
  ])("is no error code when it is one %s", async (_name, errorCode) => {
    const { error } = await endOf("reconcile", apiKey, () => ({ statusCode: 400, body: { errorCode, detail: "no" } }));
    expect(error?.message).toContain("FAILED unknown: ");
  });

  it("is cut where it is long", async () => {
    const { error } = await endOf("reconcile", apiKey, refusing("long ".repeat(1_000)));
    expect(error?.message.length).toBeLessThan(1_000);
  });
});
