import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Execution } from "../../src/local/function-runtime/execution";
import { anAtlas, clientSecret, type Journey, privateKey, project, publicKey } from "./an-app";

const account = { clientId: "mdb_sa_id_0123456789abcdef01234567", clientSecret };

let atlas: Journey;
let requestsBefore: number;

/** Values that the next calls see, beside the app's. */
function setValues(values: Readonly<Record<string, unknown>>): void {
  atlas.runtime.change({ values: { ATLAS_BASE_URL: atlas.api.baseUrl, ...values } });
}

async function failureOf(functionName: string, values: Readonly<Record<string, unknown>>): Promise<string> {
  setValues(values);
  const { outcome, error } = await atlas.call(functionName);
  expect(outcome).toBe("failed");
  return error?.message ?? "";
}

beforeAll(async () => {
  const projects = { [project]: ["GROUP_CLUSTER_MANAGER"] as const };
  atlas = await anAtlas({
    from: "2026-12-01T12:01Z",
    functions: ["reconcile", "status", "preview"],
    serviceAccounts: [{ ...account, projects }],
  });
});

beforeEach(() => {
  atlas.runtime.change({ environment: "no-environment" });
  requestsBefore = atlas.api.requests.length;
});

/** Whatever is wrong with the configuration is found before the first request. */
function expectNothingSent(): void {
  expect(atlas.api.requests.slice(requestsBefore)).toEqual([]);
}

describe("a schedule that is wrong in several places", () => {
  const wrong = {
    timezone: "europe/berlin",
    schedules: [
      {
        name: "billing",
        clusters: ["Cluster0"],
        baseline: { teir: "M10" },
        windows: [
          { name: "month-start", start: "0 12 1 * *", end: "0 25 3 * *", tier: "M55" },
          { name: "month-start", start: "0 0 31 2 *", duration: "PT1H", tier: "M50" },
          { name: "launch", from: "2026-12-01T06:00", until: "2026-11-27T00:00", tier: "M50" },
        ],
      },
    ],
    mod: "on",
  };
  const places = [
    "timezone: unknown zone europe/berlin: did you mean Europe/Berlin?",
    "schedules[0].baseline.teir: unknown key: did you mean tier?",
    'schedules[0].windows[0].end: "0 25 3 * *": hour 25 is out of range (0-23)',
    'schedules[0].windows[0].tier: unknown tier "M55": did you mean M50?',
    "schedules[0].windows[1].name: ",
    "schedules[0].windows[1].start: ",
    "schedules[0].windows[2].until: ",
    "mod: unknown key: did you mean mode?",
  ];

  it.each(["reconcile", "status", "preview"])("is refused by %s with every place at once", async (name) => {
    const message = await failureOf(name, { schedule: wrong });
    expect(message).toMatch(/^nothing was done, because of 8 problems:\n/);
    for (const place of places) expect(message).toContain(`\n  schedule: ${place}`);
    expectNothingSent();
  });

  it("is refused together with what is wrong with the credentials", async () => {
    const message = await failureOf("reconcile", {
      schedule: { ...wrong, timezone: "UTC" },
      ATLAS_PRIVATE_KEY: "",
      ATLAS_BASE_URL: "http://cloud.example.com/api/atlas/v2",
    });
    expect(message).toContain("ATLAS_PRIVATE_KEY: is missing");
    expect(message).toContain("ATLAS_BASE_URL: must be an https address");
    expect(message).toContain("schedule: schedules[0].windows[0].end: ");
    expectNothingSent();
  });

  it("does not let any trigger change a cluster, and marks each run failed", async () => {
    setValues({ schedule: wrong });
    await atlas.until("2026-12-01T13:00Z");
    expect(atlas.scheduler.runs.map(({ execution }) => execution.outcome)).toEqual([
      "failed",
      "failed",
      "failed",
      "failed",
    ]);
    expectNothingSent();
  });

  it("is read as JSON text too, and refused when it is none", async () => {
    expect(await failureOf("preview", { schedule: '{"schedules": [' })).toMatch(/schedule: .*not valid JSON/);
    expect(await failureOf("preview", { schedule: 5 })).toMatch(/schedule: must be a schedule document/);
    expect(await failureOf("preview", { schedule: undefined })).toContain("the Value `schedule` is missing or empty");
    expect(await failureOf("preview", { schedule: "" })).toContain("deploy app/values/schedule.json");
  });

  it("is the environment's when that has one, and the message says so", async () => {
    setValues({});
    const environments = { production: { schedule: { ...wrong, timezone: "UTC" } } };
    atlas.runtime.change({ app: { ...atlas.app, environments }, environment: "production" });
    const { error } = await atlas.call("status");
    expect(error?.message).toContain("schedule (of the environment): schedules[0].windows[0].end: ");
  });
});

describe("credentials that are missing or half there", () => {
  it.each<[string, Readonly<Record<string, unknown>>, readonly RegExp[]]>([
    [
      "none",
      { ATLAS_PUBLIC_KEY: undefined, ATLAS_PRIVATE_KEY: undefined },
      [/ATLAS_PUBLIC_KEY, ATLAS_PRIVATE_KEY: no credentials are set: .*Secrets/],
    ],
    ["blank ones", { ATLAS_PUBLIC_KEY: " \n", ATLAS_PRIVATE_KEY: "" }, [/no credentials are set/]],
    [
      "a public key alone",
      { ATLAS_PRIVATE_KEY: "" },
      [/^ {2}ATLAS_PRIVATE_KEY: is missing, although .*API key.*set both$/m],
    ],
    [
      "a private key alone",
      { ATLAS_PUBLIC_KEY: undefined },
      [/^ {2}ATLAS_PUBLIC_KEY: is missing, although .*API key.*set both$/m],
    ],
    [
      "a client id alone, beside a whole API key",
      { ATLAS_CLIENT_ID: account.clientId },
      [/^ {2}ATLAS_CLIENT_SECRET: is missing, although .*service account.*set both$/m],
    ],
    [
      "a client secret alone, beside a whole API key",
      { ATLAS_CLIENT_SECRET: account.clientSecret },
      [/^ {2}ATLAS_CLIENT_ID: is missing, although .*service account.*set both$/m],
    ],
    ["a key that is no text", { ATLAS_PRIVATE_KEY: { key: "x" } }, [/^ {2}ATLAS_PRIVATE_KEY: must be a text$/m]],
  ])("refuses %s, naming the Value and what to do", async (_name, values, patterns) => {
    for (const functionName of ["reconcile", "status"]) {
      const message = await failureOf(functionName, values);
      for (const pattern of patterns) expect(message).toMatch(pattern);
    }
    expectNothingSent();
  });

  it("does without any where no API is called", async () => {
    setValues({ ATLAS_PUBLIC_KEY: undefined, ATLAS_PRIVATE_KEY: undefined });
    expect((await atlas.call("preview")).outcome).toBe("completed");
    expectNothingSent();
  });

  it("takes a key that was pasted with the line break after it", async () => {
    setValues({ ATLAS_PUBLIC_KEY: `${publicKey}\n`, ATLAS_PRIVATE_KEY: `${privateKey}\r\n` });
    expect((await atlas.call("status")).outcome).toBe("completed");
  });

  it("takes the service account where both kinds are whole", async () => {
    setValues({ ATLAS_CLIENT_ID: account.clientId, ATLAS_CLIENT_SECRET: account.clientSecret });
    const execution: Execution = await atlas.call("reconcile");
    expect(execution.outcome).toBe("completed");
    const actors = atlas.api.requests.slice(requestsBefore).map(({ actor }) => actor);
    expect(new Set(actors.filter((actor) => actor !== undefined))).toEqual(new Set([account.clientId]));
  });
});

describe("an address that is not Atlas's", () => {
  it.each(["http://cloud.mongodb.com/api/atlas/v2", "cloud.mongodb.com", "https://cloud.mongodb.com/?x=1", "ftp://a"])(
    "never sends a credential to %s",
    async (url) => {
      expect(await failureOf("reconcile", { ATLAS_BASE_URL: url })).toMatch(/ATLAS_BASE_URL: must be an https address/);
      expectNothingSent();
    },
  );

  it("is named as the likely mistake when it answers that it knows nothing of the kind", async () => {
    const server = createServer((_request, response) => response.writeHead(404).end("<html>Not found</html>"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const message = await failureOf("reconcile", { ATLAS_BASE_URL: `http://127.0.0.1:${port}/api/atlas/v1` });
    server.close();
    expect(message).toMatch(
      /FAILED unknown: project [0-9a-f]{24}: Atlas did not list the clusters \(GET, status 404\).*Check ATLAS_BASE_URL/,
    );
  });
});
