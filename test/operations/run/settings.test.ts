import { describe, expect, it } from "@jest/globals";
import { hostOf, readAddresses } from "../../../src/operations/run/addresses";
import { ceilingOf, describeCeiling } from "../../../src/operations/run/ceiling";
import type { ConfigIssue } from "../../../src/operations/run/config-error";
import type { Ports } from "../../../src/operations/run/ports";
import { readSchedule, readSettings, readSettingsForHand } from "../../../src/operations/run/settings";
import { NO_LIMITS } from "../../../src/schedule/limits";
import { aDocument, aSchedule, type Json } from "../../schedule/documents";

const own = "5e1ec444970199272441a214";
const other = "5e1ec444970199272441a215";
const key = { ATLAS_PUBLIC_KEY: "schedulr", ATLAS_PRIVATE_KEY: "private" };
const account = { ATLAS_CLIENT_ID: "mdb_sa_id_1", ATLAS_CLIENT_SECRET: "mdb_sa_sk_2" };

function portsWith(values: Readonly<Record<string, unknown>>, environment: Readonly<Record<string, unknown>> = {}) {
  const ports = { value: (name: string) => values[name], environmentValue: (name: string) => environment[name] };
  return { ...ports, environmentTag: "", appProjectId: own } as unknown as Ports;
}

function issuesOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    return (error as { issues: readonly ConfigIssue[] }).issues.map(({ path, message }) => `${path}: ${message}`);
  }
  return [];
}

const read = (values: Readonly<Record<string, unknown>>, environment: Readonly<Record<string, unknown>> = {}) =>
  readSettings(portsWith({ schedule: aDocument(), ...values }, environment));

describe("credentials", () => {
  it.each<[Record<string, unknown>, string]>([
    [key, "api-key"],
    [account, "service-account"],
    [{ ...key, ...account }, "service-account"],
    [{ ...key, ATLAS_CLIENT_ID: "", ATLAS_CLIENT_SECRET: null }, "api-key"],
    [{ ...key, ATLAS_CLIENT_ID: "  " }, "api-key"],
  ])("of %j are of the kind %s", (values, kind) => {
    expect(read(values).credentials.kind).toBe(kind);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["none", {}, /^ATLAS_PUBLIC_KEY, ATLAS_PRIVATE_KEY: no credentials are set: /],
    ["no private key", { ATLAS_PUBLIC_KEY: "p" }, /^ATLAS_PRIVATE_KEY: is missing, .* API key is set/],
    ["no public key", { ATLAS_PRIVATE_KEY: "p" }, /^ATLAS_PUBLIC_KEY: is missing, .* API key is set/],
    ["no client id", { ...key, ATLAS_CLIENT_SECRET: "s" }, /^ATLAS_CLIENT_ID: is missing, .* service account is set/],
    ["no client secret", { ...key, ATLAS_CLIENT_ID: "i" }, /^ATLAS_CLIENT_SECRET: is missing, .* service account/],
    ["what is no text", { ...key, ATLAS_CLIENT_ID: 5 }, /^ATLAS_CLIENT_ID: must be a text$/],
  ])("that are %s are told in one issue", (_name, values, issue) => {
    const issues = issuesOf(() => read(values));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatch(issue);
  });

  it("are told of together with everything else", () => {
    const issues = issuesOf(() =>
      read({ schedule: aDocument({ timezone: "X" }), NOTIFY_URL: "x", ATLAS_BASE_URL: "x" }),
    );
    expect(issues.map((issue) => issue.slice(0, 14))).toEqual([
      "ATLAS_PUBLIC_K",
      "ATLAS_BASE_URL",
      "NOTIFY_URL: mu",
      "schedule: time",
    ]);
  });
});

describe("the schedule in force", () => {
  it("is the environment's where it has one", () => {
    expect(read(key).schedule.from).toBe("value");
    const document = aDocument({ timezone: "Europe/Berlin" });
    expect(read(key, { schedule: document })).toMatchObject({
      schedule: { from: "environment", written: document },
      document: { timezone: "Europe/Berlin" },
    });
    expect(issuesOf(() => read(key, { schedule: "" }))).toEqual([expect.stringMatching(/^schedule: the Value/)]);
  });

  it.each([undefined, null, ""])(
    "is missing where it is %j, which only what is done by hand can do without",
    (schedule) => {
      expect(issuesOf(() => read({ ...key, schedule }))).toEqual([expect.stringMatching(/is missing or empty/)]);
      expect(issuesOf(() => readSchedule(portsWith({ schedule })))).toHaveLength(1);
      expect(readSettingsForHand(portsWith({ ...key, schedule })).document).toMatchObject({
        schedules: [],
        drift: "respect",
      });
    },
  );

  it("must be right by hand too", () => {
    const values = { ...key, schedule: aDocument({ timezone: "X" }) };
    expect(issuesOf(() => readSettingsForHand(portsWith(values)))).toHaveLength(1);
  });

  it.each<[string, Json, Json, number]>([
    ["for the app's own project, which they leave out", {}, { projects: [other] }, 1],
    ["for that project while it is off", { mode: "off" }, { projects: [other] }, 0],
    ["for all projects", { projects: "all", clusters: [{ glob: "*" }] }, { projects: [other] }, 0],
    ["for projects that they name", { projects: [other] }, { projects: [other] }, 0],
    ["for the app's own project, which they name", {}, { projects: [own, other] }, 0],
  ])("is checked against limits.projects: %s", (_name, changes, limits, count) => {
    const document = aDocument({ limits, schedules: [aSchedule(changes)] });
    const issues = issuesOf(() => read({ ...key, schedule: document }));
    expect(issues).toHaveLength(count);
    if (count > 0) expect(issues[0]).toMatch(/^schedule: schedules\[0\]\.projects: billing is for the project .*a214/);
  });
});

describe("ceilingOf", () => {
  const limits = (maxTier: string) => ({ ...NO_LIMITS, maxTier });
  const environments = { production: limits("M50"), "no-environment": limits("M30") };

  it.each<[string, Parameters<typeof ceilingOf>[0], string, string | undefined]>([
    ["the environment's own", { value: limits("M80"), environments }, "production", "M50"],
    ["that of an app without an environment", { value: limits("M80"), environments }, "", "M30"],
    ["the Value's for another environment", { value: limits("M80"), environments }, "qa", "M80"],
    ["the strictest of all without a Value", { value: null, environments }, "qa", "M30"],
    ["the Value's for what every object has", { value: limits("M80"), environments }, "constructor", "M80"],
    ["none where nothing was committed", { value: null, environments: {} }, "qa", undefined],
  ])("is %s", (_name, committed, tag, maxTier) => {
    expect(ceilingOf(committed, tag)).toEqual(maxTier === undefined ? NO_LIMITS : limits(maxTier));
  });

  it("is described by what it limits", () => {
    expect(describeCeiling(NO_LIMITS)).toBe("longestChange PT360M");
    const all = { maxTier: "M60", projects: [own, other], pausing: false, longestChangeMinutes: 90 };
    expect(describeCeiling(all)).toBe(`maxTier M60; projects ${own}, ${other}; pausing false; longestChange PT90M`);
  });
});

describe("NOTIFY_URL and PING_URL", () => {
  it.each([
    "https://hooks.example.com/services/x?y=1#z",
    "https://alerts.example.com",
    "https://alerts.example.com:8443/x",
    "https://alerts.example.com?x",
    "http://127.0.0.1:8080/x",
    "http://localhost/x",
    "http://[::1]:8080/x",
    " https://alerts.example.com/x\n",
  ])("may be %j", (url) => {
    const issues: ConfigIssue[] = [];
    expect(readAddresses(portsWith({ NOTIFY_URL: url, PING_URL: url }), issues)).toEqual({
      notifyUrl: url.trim(),
      pingUrl: url.trim(),
    });
    expect(issues).toEqual([]);
  });

  it.each<unknown>([
    "http://alerts.example.com/x",
    "http://127.0.0.1.example.com/x",
    "http://localhost.example.com",
    "https://user:pass@alerts.example.com/x",
    "https://alerts.example.com/a b",
    "xhttps://alerts.example.com/x",
    "https://",
    "alerts.example.com",
    5,
    {},
  ])("may not be %j, of which nothing is told", (url) => {
    const issues: ConfigIssue[] = [];
    expect(readAddresses(portsWith({ NOTIFY_URL: url }), issues)).toEqual({ notifyUrl: null, pingUrl: null });
    expect(issues).toEqual([
      { path: "NOTIFY_URL", message: "must be an https address, without user name and password" },
    ]);
  });

  it.each([undefined, null, ""])("are not set where they are %j", (url) => {
    const issues: ConfigIssue[] = [];
    expect(readAddresses(portsWith({ NOTIFY_URL: url, PING_URL: url }), issues)).toEqual({
      notifyUrl: null,
      pingUrl: null,
    });
    expect(issues).toEqual([]);
  });

  it.each([
    ["https://Alerts.Example.com:8443/x", "alerts.example.com"],
    ["https://alerts.example.com?x", "alerts.example.com"],
    ["http://localhost#x", "localhost"],
    ["http://[::1]:8080/x", "[::1]"],
    ["ftp://alerts.example.com", ""],
  ])("are told of by their host: %s", (url, host) => {
    expect(hostOf(url)).toBe(host);
  });
});
