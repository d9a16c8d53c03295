import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { doctor } from "../../../scripts/doctor";
import { committedBaseUrl } from "../../../scripts/doctor/atlas";
import { checkClient, checkSchedule, checkZoneData } from "../../../scripts/doctor/checks/local";
import { addressesOf, CLOUDS, cloudOf, notListed } from "../../../scripts/doctor/egress/addresses";
import { parseDocument } from "../../../src/schedule/document/parse";
import { type Ended, endOf } from "../a-command";
import { ACCOUNT, aWorld, billing, KEY, NOW, PROJECT, type World, withKey } from "./a-doctor";

/** Every name that the command reads is set, so that no .env of the machine has a say. */
const nothing = {
  ATLAS_PUBLIC_KEY: "",
  ATLAS_PRIVATE_KEY: "",
  ATLAS_CLIENT_ID: "",
  ATLAS_CLIENT_SECRET: "",
  ATLAS_PROJECT_ID: "",
  ATLAS_BASE_URL: "",
  NOTIFY_URL: "",
  PING_URL: "",
};

const run = (environment: Partial<typeof nothing>, ...args: string[]): Promise<Ended> =>
  endOf(doctor, args, { ...nothing, ...environment });

describe("npm run doctor", () => {
  let world: World;
  let keyed: Partial<typeof nothing>;

  beforeAll(async () => {
    world = await aWorld();
    keyed = { ...withKey, ATLAS_PROJECT_ID: PROJECT, ATLAS_BASE_URL: world.api.baseUrl };
  });
  afterAll(() => world.stop());

  it("prints a line for each finding, with the remedy below it, and succeeds with warnings", async () => {
    const { code, out, err } = await run(keyed);
    expect(out).toMatch(/^ok {7}credentials {7}the API key doctorky is accepted by 127\.0\.0\.1:\d+$/m);
    expect(out).toMatch(/^warning {2}alert {13}no alert .*\n {27}Add one with --add-alert/m);
    expect(out).toMatch(/\d+ findings: 0 failed, \d+ warnings?\.\n$/);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("exits with 1 where a check failed, and prints JSON for programs", async () => {
    const { code, out, err } = await run({ ...keyed, ATLAS_PRIVATE_KEY: "wrong" }, "--json");
    expect(JSON.parse(out)).toMatchObject({ failed: 1, findings: expect.arrayContaining([]) });
    expect({ code, err }).toEqual({ code: 1, err: "a check failed\n" });
  });

  it("shows no secret", async () => {
    const ended = [
      await run(keyed, "--json"),
      await run({ ...keyed, ATLAS_CLIENT_ID: ACCOUNT.clientId, ATLAS_CLIENT_SECRET: ACCOUNT.clientSecret }),
    ];
    for (const { out, err } of ended) {
      expect(out + err).not.toContain(KEY.privateKey);
      expect(out + err).not.toContain(ACCOUNT.clientSecret);
    }
  });

  it("needs a project, and finds half a pair of credentials", async () => {
    const { code, out } = await run({ ...keyed, ATLAS_PROJECT_ID: "" });
    expect(out).toMatch(/^failed {3}project {11}ATLAS_PROJECT_ID is not set/m);
    expect(code).toBe(1);
    const bare = await run({});
    expect(bare.out).toMatch(/^failed {3}credentials .*no credentials are set/m);
    expect(bare.out).toMatch(/^failed {3}project /m);
    const half = await run({ ...keyed, ATLAS_PRIVATE_KEY: "" });
    expect(half.out).toMatch(
      /^failed {3}credentials {7}ATLAS_PRIVATE_KEY: is missing, although the other part .*\n {27}Set it in the environment or in \.env/m,
    );
    expect(half.out).toMatch(/^skipped {2}role {14}not checked: there is nothing to ask Atlas with$/m);
    expect(half).toMatchObject({ code: 1, err: "a check failed\n" });
  });

  it("prints the addresses of App Services, for people and for the Admin API", async () => {
    const { out, err } = await run({}, "--access-list", "--cloud", "gcp");
    expect(out.trim().split("\n")).toEqual(addressesOf("gcp"));
    expect(err).toMatch(/as published on 2026-11-26; the newest are at https:\/\/www\.mongodb\.com\/docs/);
    const body = JSON.parse((await run({}, "--access-list", "--json")).out);
    expect(body[0]).toEqual({ ipAddress: addressesOf("aws")[0] });
  });

  it("finds an address for notifications that is wrong, without showing it, and examines the rest", async () => {
    const { code, out } = await run({ ...keyed, NOTIFY_URL: "http://chat.example.com/t0ken" });
    expect(out).toMatch(/^failed {3}notification {6}NOTIFY_URL: must be an https address/m);
    expect(out).toMatch(/^ok {7}credentials /m);
    expect([code, out.includes("t0ken")]).toEqual([1, false]);
  });
});

describe("the addresses of App Services", () => {
  /** With the size of the published file, in which a slip would show: CSV for AWS, JSON for the others. */
  it.each([
    ["aws", 358, 4817],
    ["azure", 11, 223],
    ["gcp", 5, 105],
  ] as const)("on %s are %d, each once, and IPv4, and as long as the published file", (cloud, count, size) => {
    const addresses = addressesOf(cloud);
    expect(new Set(addresses).size).toBe(count);
    expect(addresses.filter((address) => !/^(?:\d{1,3}\.){3}\d{1,3}$/.test(address))).toEqual([]);
    const asPublished = `${cloud === "aws" ? addresses.join() : JSON.stringify(addresses, null, 2)}\n`;
    expect(asPublished.replace(/\n/g, "\r\n").length).toBe(size);
  });

  it("are chosen by the region that the app's configuration names", () => {
    expect(CLOUDS.map((cloud) => cloudOf({ provider_region: `${cloud}-somewhere` }))).toEqual([...CLOUDS]);
    expect(cloudOf({})).toBeNull();
  });

  it("are listed by themselves or in a block", () => {
    const addresses = ["198.51.100.7", "203.0.113.9"];
    expect(notListed(addresses, ["198.51.100.0/24", "not an address"])).toEqual(["203.0.113.9"]);
    expect(notListed(addresses, ["0.0.0.0/0"])).toEqual([]);
  });
});

describe("what needs no Atlas", () => {
  it("takes ATLAS_BASE_URL of the environment, and of the Value where it has none", () => {
    const dir = mkdtempSync(join(tmpdir(), "doctor-test-"));
    for (const part of ["values", "environments"]) mkdirSync(join(dir, part));
    writeFileSync(join(dir, "values/ATLAS_BASE_URL.json"), '{"value": "https://cloud.mongodb.com/api/atlas/v2"}');
    writeFileSync(
      join(dir, "environments/qa.json"),
      '{"values": {"ATLAS_BASE_URL": "https://cloud.mongodbgov.com/api"}}',
    );
    expect([null, "qa", "testing"].map((tag) => committedBaseUrl(dir, tag))).toEqual([
      "https://cloud.mongodb.com/api/atlas/v2",
      "https://cloud.mongodbgov.com/api",
      "https://cloud.mongodb.com/api/atlas/v2",
    ]);
    rmSync(dir, { recursive: true });
  });

  it.each([
    ["2026-11-26", "ok"],
    ["2028-02-01", "warning"],
    ["2044-01-01", "failed"],
  ])("judges the time-zone rules in %s: %s", (date, level) => {
    expect(checkZoneData(Date.parse(date)).level).toBe(level);
  });

  it("tells of schedules that change nothing, and of the document's warnings", () => {
    const schedules = [{ ...billing, mode: "report", windows: [{ ...billing.windows[0], start: "0 12 31 * *" }] }];
    const parsed = parseDocument({ timezone: "UTC", schedules });
    if (!("config" in parsed)) throw new Error("the document is wrong");
    const findings = checkSchedule({ file: "schedule.json", written: {}, document: parsed.config }, NOW);
    expect(findings.map(({ level }) => level)).toEqual(findings.map(() => "warning"));
    expect(findings.at(-1)?.says).toBe("schedule.json: schedule billing has the mode report: nothing is changed by it");
    expect(findings.length).toBeGreaterThan(1);
  });

  it("judges a client by running it", () => {
    const program = { name: "realm-cli", file: "/bin/realm-cli", version: "2.6.2" } as const;
    expect(checkClient({ program, tried: [] }).level).toBe("ok");
    expect(checkClient({ program: null, tried: [] }).says).toBe("neither realm-cli nor appservices is installed");
    const tried = ["/bin/realm-cli does not run: spawn ENOENT"];
    expect(checkClient({ program: null, tried })).toMatchObject({ level: "warning", says: tried[0] });
  });
});
