/** What the build puts into the functions of an app folder, and an edit in the console cannot change. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildApp } from "../../scripts/build/build-app";
import { formatJson } from "../../scripts/lib/json-file";
import { appDir } from "../../scripts/lib/paths";
import { type Answer, aStrippedRealm, type HttpCall } from "./stripped-realm";

const project = "5e1ec444970199272441a214";
const otherProject = "5e1ec444970199272441a215";
const dir = mkdtempSync(join(tmpdir(), "built-for-"));

function aSchedule(tier: string, others: object = {}, ofSchedule: object = {}): object {
  const windows = [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier }];
  return {
    schedules: [{ name: "billing", clusters: ["Cluster0"], baseline: { tier: "M10" }, windows, ...ofSchedule }],
    ...others,
  };
}

const limits = { maxTier: "M50", projects: [project], pausing: false };

beforeAll(async () => {
  for (const part of ["realm_config.json", "values", "environments"]) {
    cpSync(join(appDir, part), join(dir, part), { recursive: true });
  }
  const write = (file: string, content: object) => writeFileSync(join(dir, file), formatJson(content));
  write("values/schedule.json", { name: "schedule", value: aSchedule("M50", { limits }), from_secret: false });
  write("environments/testing.json", { values: { schedule: aSchedule("M20", { limits: { maxTier: "M20" } }) } });
  write("values/ATLAS_BASE_URL.json", {
    name: "ATLAS_BASE_URL",
    value: "https://Atlas.Example.com:8443/api/atlas/v2",
    from_secret: false,
  });
  write("environments/qa.json", { values: { ATLAS_BASE_URL: "https://qa.example.com/api/atlas/v2" } });
  await buildApp(dir, Date.parse("2026-11-01T00:00Z"));
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

function aDescription(): object {
  const electableSpecs = { instanceSize: "M10", nodeCount: 3, diskSizeGB: 10 };
  const region = { providerName: "AWS", regionName: "US_EAST_1", priority: 7, electableSpecs };
  const replicationSpecs = [{ id: "64f0000000000000000000a1", zoneName: "Zone 1", regionConfigs: [region] }];
  return { name: "Cluster0", stateName: "IDLE", clusterType: "REPLICASET", paused: false, replicationSpecs };
}

function answer({ url }: HttpCall): Answer {
  if (url.includes("/events")) return { statusCode: 200, body: { results: [], totalCount: 0 } };
  const isList = /\/clusters(?:\?|$)/.test(url);
  return { statusCode: 200, body: isList ? { results: [aDescription()], totalCount: 1 } : aDescription() };
}

interface Edited {
  readonly schedule?: unknown;
  readonly environment?: { readonly tag: string; readonly values: Readonly<Record<string, unknown>> };
  readonly url?: string;
  readonly projectId?: string;
}

/** A run after edits in the console: what it said, and where it sent something. */
async function runOf(name: string, edited: Edited, argument?: object) {
  const realm = aStrippedRealm(readFileSync(join(dir, `functions/${name}.js`), "utf8"), {
    nowMs: Date.parse("2026-12-01T12:01Z"),
    values: {
      ATLAS_PUBLIC_KEY: "schedulr",
      ATLAS_PRIVATE_KEY: "0d4e3b1c-5a6f-4c2e-9f0a-7d1be2c3f405",
      ATLAS_BASE_URL: edited.url ?? "https://atlas.example.com:8443/api/atlas/v2",
      schedule: "schedule" in edited ? edited.schedule : aSchedule("M50", { limits }),
    },
    ...(edited.environment !== undefined && { environment: edited.environment }),
    ...(edited.projectId !== undefined && { projectId: edited.projectId }),
    answer,
  });
  const ended = await realm.run(...(argument === undefined ? [] : [argument])).then(
    (result) => ({ result, message: "" }),
    (error: Error) => ({ result: null, message: error.message }),
  );
  const patches = realm.calls.filter(({ method }) => method === "PATCH");
  return { ...ended, patches, calls: realm.calls };
}

describe("limits of the committed document", () => {
  it("let through what they allow", async () => {
    expect((await runOf("reconcile", {})).patches).toHaveLength(1);
    expect((await runOf("scaleUp", {}, { cluster: "Cluster0", tier: "M50" })).patches).toHaveLength(1);
  });

  it.each([
    [
      "a larger maxTier",
      aSchedule("M80", { limits: { ...limits, maxTier: "M80" } }),
      "M80 is above limits.maxTier (M50)",
    ],
    ["no limits at all", aSchedule("M80"), "M80 is above limits.maxTier (M50)"],
    ["pausing", aSchedule("M50", {}, { baseline: { paused: true } }), "limits.pausing"],
    [
      "another project",
      aSchedule("M50", { limits: { projects: [project, otherProject] } }, { projects: [otherProject] }),
      "is not among limits.projects",
    ],
  ])("are not raised by an edit of the Value: %s", async (_name, schedule, problem) => {
    for (const name of ["reconcile", "status", "preview", "scaleUp", "scaleDown"]) {
      const { message, calls } = await runOf(name, { schedule }, name.startsWith("scale") ? { all: true } : undefined);
      expect(message).toContain(problem);
      expect(message).toContain(
        "schedule: limits: this app was built with limits that an edit cannot raise (maxTier M50; ",
      );
      expect(calls).toEqual([]);
    }
  });

  it("are lowered by an edit", async () => {
    const schedule = aSchedule("M20", { limits: { maxTier: "M20" } });
    expect((await runOf("reconcile", { schedule })).patches).toHaveLength(1);
    const { message, calls } = await runOf("scaleUp", { schedule }, { cluster: "Cluster0", tier: "M30" });
    expect(message).toContain("M30 is above limits.maxTier (M20)");
    expect(calls).toEqual([]);
  });

  it.each([undefined, ""])("hold by hand where the Value was emptied: %j", async (schedule) => {
    const { message, calls } = await runOf("scaleUp", { schedule }, { cluster: "Cluster0", tier: "M60" });
    expect(message).toContain("M60 is above limits.maxTier (M50)");
    expect(calls).toEqual([]);
    const elsewhere = await runOf("scaleUp", { schedule }, { cluster: "Cluster0", project: otherProject, tier: "M20" });
    expect(elsewhere.message).toContain(`FAILED project-not-allowed: ${otherProject}/Cluster0`);
    expect(elsewhere.patches).toEqual([]);
  });

  it("are those of the environment's own document, and of the Value where it has none", async () => {
    const inEnvironment = (tag: string, tier: string) =>
      runOf("reconcile", { environment: { tag, values: { schedule: aSchedule(tier) } } });
    expect((await inEnvironment("testing", "M30")).message).toContain("M30 is above limits.maxTier (M20)");
    expect((await inEnvironment("production", "M60")).message).toContain("M60 is above limits.maxTier (M50)");
    expect((await inEnvironment("production", "M50")).patches).toHaveLength(1);
    const back = await runOf("reconcile", { environment: { tag: "testing", values: {} } });
    expect(back.message).toContain("M50 is above limits.maxTier (M20)");
  });

  it("hold in the project that the app lives in, too", async () => {
    const { message, calls } = await runOf("reconcile", { projectId: otherProject });
    expect(message).toContain("schedules[0].projects: billing is for the project that the app lives in");
    expect(calls).toEqual([]);
  });
});

describe("the host of the committed base URL", () => {
  it("is one that credentials are sent to", async () => {
    const { calls } = await runOf("status", {});
    expect(calls[0]?.url).toContain("https://atlas.example.com:8443/api/atlas/v2/groups/");
  });

  it.each(["https://evil.example.com/api/atlas/v2", "https://atlas.example.com/api/atlas/v2"])(
    "is the only one: nothing is sent to %s",
    async (url) => {
      const { message, calls } = await runOf("reconcile", { url });
      expect(message).toMatch(
        /ATLAS_BASE_URL: credentials are sent to this address, and it is not one of Atlas: .*build/,
      );
      expect(message).not.toContain("example.com");
      expect(calls).toEqual([]);
    },
  );

  it("is that of the environment where it has one, which wins over the Value", async () => {
    const ATLAS_BASE_URL = "https://qa.example.com/api/atlas/v2";
    const { calls } = await runOf("status", { environment: { tag: "qa", values: { ATLAS_BASE_URL } } });
    expect(calls[0]?.url).toContain("https://qa.example.com/api/atlas/v2/groups/");
    const other = { tag: "qa", values: { ATLAS_BASE_URL: "https://evil.example.com/api/atlas/v2" } };
    const refused = await runOf("status", { environment: other });
    expect(refused.message).toContain("ATLAS_BASE_URL: credentials are sent to this address");
    expect(refused.calls).toEqual([]);
  });
});
