import { describe, expect, it } from "@jest/globals";
import { credentialProblems } from "../../../scripts/build/check-credentials";

const privateKey = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

interface Written {
  readonly value: unknown;
  readonly from_secret?: boolean;
}

const linked = (value: string): Written => ({ value, from_secret: true });
const anApiKey = { ATLAS_PUBLIC_KEY: linked("atlas-public-key"), ATLAS_PRIVATE_KEY: linked("atlas-private-key") };

function problemsOf(values: Readonly<Record<string, Written>>, production: Readonly<Record<string, unknown>> = {}) {
  return credentialProblems({
    values: Object.entries(values).map(([name, written]) => ({
      where: `values/${name}.json`,
      content: { name, ...written },
    })),
    environments: new Map([["production", { where: "environments/production.json", content: { values: production } }]]),
  });
}

describe("credentialProblems", () => {
  it("finds none where both halves are there and every secret half is a link", () => {
    expect(problemsOf(anApiKey)).toEqual([]);
    expect(problemsOf({ ...anApiKey, ATLAS_PUBLIC_KEY: { value: "abcdefgh" } })).toEqual([]);
    expect(problemsOf({ ATLAS_CLIENT_SECRET: linked("client") }, { ATLAS_CLIENT_ID: "mdb_sa_id_1" })).toEqual([]);
    expect(problemsOf({ ...anApiKey, NOTIFY_URL: { value: "" } })).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, Written>>, Readonly<Record<string, unknown>>, RegExp]>([
    [
      "a private key in a Value",
      { ...anApiKey, ATLAS_PRIVATE_KEY: { value: "short" } },
      {},
      /^values\/ATLAS_PRIVATE_KEY\.json: value: a credential must not stand in a file: put it into a Secret/,
    ],
    [
      "a private key where its Secret's name belongs",
      { ...anApiKey, ATLAS_PRIVATE_KEY: linked(privateKey) },
      {},
      /^values\/ATLAS_PRIVATE_KEY\.json: value: this looks like a credential itself/,
    ],
    [
      "a private key as the public one",
      { ...anApiKey, ATLAS_PUBLIC_KEY: { value: privateKey } },
      {},
      /ATLAS_PUBLIC_KEY\.json: value: this looks like a credential/,
    ],
    [
      "a secret of a service account under any name",
      { ...anApiKey, MINE: { value: "mdb_sa_sk_abc" } },
      {},
      /MINE\.json: value: this looks like a credential/,
    ],
    [
      "a notification address",
      { ...anApiKey, NOTIFY_URL: { value: "https://hooks.slack.com/services/T0/B0/x" } },
      {},
      /NOTIFY_URL\.json: value: a credential must not/,
    ],
    [
      "a notification address as a Secret's name",
      { ...anApiKey, NOTIFY_URL: linked("https://hooks.slack.com/services/T0/B0/x") },
      {},
      /NOTIFY_URL\.json: value: this looks like a credential/,
    ],
    [
      "a private key of an environment",
      anApiKey,
      { ATLAS_PRIVATE_KEY: "short" },
      /^environments\/production\.json: values\.ATLAS_PRIVATE_KEY: a credential must not/,
    ],
    [
      "an http address of the API",
      { ...anApiKey, ATLAS_BASE_URL: { value: "http://cloud.mongodb.com/api/atlas/v2" } },
      {},
      /^values\/ATLAS_BASE_URL\.json: value: must begin with https, because the credentials are sent there$/,
    ],
    [
      "an http address of an environment",
      anApiKey,
      { ATLAS_BASE_URL: "http://127.0.0.1:1/api" },
      /^environments\/production\.json: values\.ATLAS_BASE_URL: must begin with https/,
    ],
    [
      "no credentials",
      {},
      {},
      /^values: the functions have no credentials: add the Values ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY \(API key\), or ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET \(service account\)$/,
    ],
    [
      "half an API key",
      { ATLAS_PUBLIC_KEY: linked("a") },
      {},
      /^values\/ATLAS_PRIVATE_KEY\.json: is missing, although ATLAS_PUBLIC_KEY, the other half of the API key, is there$/,
    ],
    [
      "half a service account",
      { ATLAS_CLIENT_SECRET: linked("a") },
      {},
      /^values\/ATLAS_CLIENT_ID\.json: is missing, although ATLAS_CLIENT_SECRET/,
    ],
  ])("finds %s, and never shows it", (_what, values, production, problem) => {
    const problems = problemsOf(values, production);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems.join()).not.toMatch(/0a1b2c3d|short|sk_abc|hooks/);
  });
});
