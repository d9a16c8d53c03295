import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { checkEnvFiles } from "../../../scripts/doctor/checks/local";
import { openWhatIsRight, readSchedule } from "../../../scripts/doctor/configuration";
import { examineAtlas } from "../../../scripts/doctor/examine";
import type { Finding } from "../../../scripts/doctor/finding";
import { UsageError } from "../../../scripts/lib/command";
import { parseDocument } from "../../../src/schedule/document/parse";
import { aWorld, billing, NOW, PROJECT, withKey } from "./a-doctor";

let appDir: string;
beforeEach(() => {
  appDir = mkdtempSync(join(tmpdir(), "doctor-test-"));
  for (const part of ["values", "environments"]) mkdirSync(join(appDir, part));
});
afterEach(() => rmSync(appDir, { recursive: true, force: true }));

const write = (file: string, content: object) => writeFileSync(join(appDir, file), JSON.stringify(content));

/** In a folder whose schedule is `written`; null: it could not be read. */
function opened(environment: Readonly<Record<string, string>>, written: object | null = { schedules: [billing] }) {
  const parsed = written === null ? null : parseDocument(written);
  const document = parsed !== null && "config" in parsed ? { file: "f", written, document: parsed.config } : null;
  const given = { appDir, tag: null, document, nowMs: () => NOW };
  const { atlas, findings } = openWhatIsRight({
    ...given,
    environment: { ATLAS_PROJECT_ID: PROJECT, ...withKey, ...environment },
  });
  atlas?.close();
  return { settings: atlas?.run.settings ?? null, told: findings.map(({ check, says }) => `${check}: ${says}`) };
}

describe("Atlas, once it is opened", () => {
  it("keeps the process until it is closed, which would else end as if all were well while a request waits to be repeated", () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    const environment = { ATLAS_PROJECT_ID: PROJECT, ...withKey };
    const { atlas } = openWhatIsRight({ appDir, tag: null, environment, document: null, nowMs: () => NOW });
    expect(timers()).toBe(before + 1);
    atlas?.close();
    expect(timers()).toBe(before);
  });
});

describe("the schedule", () => {
  it("gives a finding for each mistake, with what to do", () => {
    const { document, findings } = readSchedule(() => {
      throw new UsageError("schedule.json: timezone: unknown zone\nschedule.json: schedules: is empty");
    });
    expect(document).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({ level: "failed", says: "schedule.json: timezone: unknown zone" }),
      expect.objectContaining({ level: "failed", remedy: "Mend it: npm run plan shows what it means" }),
    ]);
  });

  it("takes nothing of the rest away: what needs no schedule is examined", async () => {
    const world = await aWorld();
    const environment = { ATLAS_PROJECT_ID: PROJECT, ...withKey, ATLAS_BASE_URL: world.api.baseUrl };
    const { atlas } = openWhatIsRight({ appDir, tag: null, environment, document: null, nowMs: () => NOW });
    if (atlas === null) throw new Error("Atlas was not opened");
    const found: Finding[] = [];
    const wishes = { accessList: false, alert: false, note: () => undefined };
    try {
      await examineAtlas(atlas, "gcp", wishes, (findings) => found.push(...findings));
    } finally {
      atlas.close();
      await world.stop();
    }
    const levels = Object.fromEntries(found.map(({ check, level }) => [check, level]));
    expect(levels).toMatchObject({ credentials: "ok", role: "ok", "egress-addresses": "ok", alert: "warning" });
    expect(levels).toMatchObject({
      clusters: "skipped",
      targets: "skipped",
      events: "skipped",
      maintenance: "skipped",
    });
    expect(found.find(({ check }) => check === "role")?.says).toContain(PROJECT);
  });

  it("is left out where it is for no project that the limits allow", () => {
    const elsewhere = { schedules: [billing], limits: { projects: ["5e1ec444970199272441a299"] } };
    const { settings, told } = opened({}, elsewhere);
    expect(told).toEqual([expect.stringMatching(/^schedule: schedule: schedules\[0\]\.projects: billing is for/)]);
    expect(settings?.document.schedules).toEqual([]);
  });
});

describe("ATLAS_BASE_URL", () => {
  const proxy = "https://atlas-proxy.example.com/api/atlas/v2";

  it("may be at a host that the committed Value or an environment names, as in a build", () => {
    expect(opened({ ATLAS_BASE_URL: proxy }).told).toEqual([expect.stringMatching(/^credentials: ATLAS_BASE_URL: /)]);
    write("values/ATLAS_BASE_URL.json", { name: "ATLAS_BASE_URL", value: proxy, from_secret: false });
    expect(opened({})).toMatchObject({ settings: { baseUrl: proxy }, told: [] });
    write("values/ATLAS_BASE_URL.json", { name: "ATLAS_BASE_URL", value: "https://cloud.mongodb.com/api/atlas/v2" });
    write("environments/qa.json", { values: { ATLAS_BASE_URL: proxy } });
    expect(opened({ ATLAS_BASE_URL: `${proxy}/` })).toMatchObject({ settings: { baseUrl: proxy }, told: [] });
  });

  it("at another host leaves nothing to ask Atlas with", () => {
    const { settings, told } = opened({ ATLAS_BASE_URL: "https://example.com/api/atlas/v2" });
    expect([settings, told.length]).toEqual([null, 1]);
    writeFileSync(join(appDir, "values/ATLAS_BASE_URL.json"), "{");
    expect(opened({})).toMatchObject({
      settings: null,
      told: [expect.stringMatching(/ATLAS_BASE_URL\.json: not JSON/)],
    });
  });
});

describe("the files of credentials", () => {
  const told = (tag: string | null) =>
    checkEnvFiles(appDir, tag).map(({ level, says, remedy }) => [level, says, remedy]);
  const writeWithMode = (name: string, mode: number) => {
    writeFileSync(join(appDir, name), "");
    chmodSync(join(appDir, name), mode);
  };

  it("are their owner's alone, or there are none", () => {
    expect(told(null)).toEqual([["ok", "there is no .env", ""]]);
    writeWithMode(".env", 0o600);
    writeWithMode(".env.production", 0o400);
    expect(told("production")).toEqual([["ok", ".env and .env.production: its owner's alone", ""]]);
  });

  it("are warned of where others can read them, those of other environments apart", () => {
    writeWithMode(".env", 0o640);
    writeWithMode(".env.production", 0o644);
    const open = ["warning", "others on this machine can read .env (mode 640)", "Run chmod 600 .env"];
    expect(told(null)).toEqual([open]);
    expect(told("production")).toEqual([
      open,
      ["warning", "others on this machine can read .env.production (mode 644)", "Run chmod 600 .env.production"],
    ]);
  });
});
