import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { differencesBetween } from "../../../scripts/deploy/differences";
import { foreignEntries } from "../../../scripts/deploy/foreign";
import { describeUnknown } from "../../../scripts/deploy/texts";
import type { WantedApp } from "../../../scripts/deploy/wanted";
import { findProgram } from "../../../scripts/lib/app-services/deploy-programs";
import type { LiveConfiguration } from "../../../scripts/lib/app-services/live-app";
import { projectDir } from "../../../scripts/lib/paths";

const builtSource = (name: string) =>
  `// ${name}: a function of this project\n// "npm run build" made this file from src/functions/${name}.ts in version 1.\nexports = 1;`;

const aFunction = (name: string, source = builtSource(name)) => ({ name, source, isPrivate: true, runsAsSystem: true });

const aTrigger = (name: string, changes: object = {}) => ({
  ...{ name, schedule: "4 * * * *", functionName: "reconcile", isDisabled: false, skipsCatchup: true },
  ...changes,
});

const aValue = (name: string, value: unknown) => ({ name, value, isFromSecret: false });

const wanted = {
  functions: [aFunction("reconcile")],
  triggers: [aTrigger("heartbeat")],
  values: [aValue("schedule", { timezone: "UTC", schedules: [1, 2] })],
  environmentValues: [aValue("schedule in production", { schedules: [3] })],
} as unknown as WantedApp;

const live = (changes: object = {}) =>
  ({
    ...wanted,
    triggers: [aTrigger("heartbeat", { id: "1", content: {} })],
    ...changes,
  }) as unknown as LiveConfiguration;

describe("differencesBetween", () => {
  it("finds none where everything is live as it is wanted", () => {
    expect(differencesBetween(live(), wanted)).toEqual([]);
  });

  it.each<[string, object, object]>([
    [
      "a function that differs by a line",
      { functions: [aFunction("reconcile", "exports = 2;")] },
      { kind: "function", change: "changed", details: ["1 line becomes 3; 1 KB to 1 KB"] },
    ],
    [
      "a function that is public",
      { functions: [{ ...aFunction("reconcile"), isPrivate: false }] },
      { details: ["becomes private"] },
    ],
    [
      "a trigger that is disabled",
      { triggers: [aTrigger("heartbeat", { isDisabled: true })] },
      { kind: "trigger", details: ["is enabled"] },
    ],
    [
      "another cron line",
      { triggers: [aTrigger("heartbeat", { schedule: "5 * * * *" })] },
      { details: ["5 * * * * becomes 4 * * * *"] },
    ],
    [
      "a Value that was edited",
      { values: [aValue("schedule", { timezone: "UTC", schedules: [1, 3] })] },
      { kind: "value", details: ["-     3", "+     2"] },
    ],
    ["a Value that is missing", { values: [] }, { kind: "value", change: "added", details: [] }],
    ["a trigger too many", { triggers: [aTrigger("heartbeat"), aTrigger("old")] }, { name: "old", change: "removed" }],
    [
      "a value of an environment that is missing",
      { environmentValues: [] },
      { kind: "environment value", name: "schedule in production", change: "added" },
    ],
  ])("tells of %s", (_what, changes, difference) => {
    expect(differencesBetween(live(changes), wanted)).toMatchObject([difference]);
  });
});

describe("values of environments", () => {
  it("are not known to differ where the service gives out no export, which a deployment says", () => {
    const unknown = live({ environmentValues: null });
    expect(differencesBetween(unknown, wanted)).toEqual([]);
    expect(describeUnknown(unknown, wanted)).toEqual([expect.stringMatching(/^warning: .* cannot be compared$/)]);
    expect(describeUnknown(live(), wanted)).toEqual([]);
  });
});

describe("foreignEntries", () => {
  const found = (changes: object, folder: object = {}) =>
    foreignEntries(live(changes), { ...wanted, ...folder }).map(({ kind, name, would }) => `${kind} ${name} ${would}`);

  it("counts nothing that a build made, or that an earlier version had", () => {
    const earlier = {
      functions: [aFunction("reconcile", `${builtSource("reconcile")} // older`), aFunction("gone")],
      triggers: [aTrigger("billing-opens"), aTrigger("heartbeat")],
      values: [aValue("schedule", 1), aValue("ATLAS_CLIENT_ID", "x")],
    };
    expect(found(earlier)).toEqual([]);
  });

  it("names what others keep in the app, and functions of theirs under a name of ours", () => {
    const theirs = {
      functions: [aFunction("reconcile", "exports = () => 1;"), aFunction("nightly", "exports = 1;")],
      triggers: [aTrigger("nightly", { functionName: "nightly" })],
      values: [aValue("limit", 3)],
    };
    expect(found(theirs)).toEqual([
      "function reconcile be overwritten",
      "function nightly be removed",
      "trigger nightly be removed",
      "value limit be removed",
    ]);
  });

  it("lets the user change functions of his own that he keeps in the folder", () => {
    const own = {
      functions: [aFunction("reconcile"), aFunction("nightly", "exports = 2;")],
      triggers: [aTrigger("heartbeat"), aTrigger("nightly", { functionName: "nightly" })],
    };
    expect(found({ ...own, functions: [aFunction("reconcile"), aFunction("nightly", "exports = 1;")] }, own)).toEqual(
      [],
    );
  });
});

describe("findProgram", () => {
  let dir: string;
  const install = (name: string, script: string, mode = 0o755) => {
    writeFileSync(join(dir, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(dir, name), mode);
  };
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "programs-test-"));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("takes the first that says who it is, and says why it did not take another", async () => {
    expect(await findProgram([dir])).toEqual({ program: null, tried: [] });
    install("appservices", "echo appservices version 2.1.5");
    install("realm-cli", "echo realm-cli version 2.6.2", 0o644);
    expect((await findProgram([dir])).program).toMatchObject({ name: "appservices", version: "2.1.5" });
    install("realm-cli", "echo cannot load: Error: spawn ENOENT >&2; exit 1");
    expect(await findProgram([dir])).toMatchObject({
      program: { name: "appservices" },
      tried: [`${join(dir, "realm-cli")} does not run: cannot load: Error: spawn ENOENT`],
    });
    install("realm-cli", "echo realm-cli version 2.6.2");
    expect((await findProgram([dir])).program).toMatchObject({ name: "realm-cli", version: "2.6.2" });
  });
});

describe("an interrupted push", () => {
  it.each(["SIGINT", "SIGTERM"])("leaves neither its session nor its copy of the app behind: %s", (signal) => {
    const tmp = mkdtempSync(join(tmpdir(), "interrupted-test-"));
    const script = `
      const { makeClientHome, stageApp } = require(process.argv[1]);
      makeClientHome("http://127.0.0.1:1", { accessToken: "a", refreshToken: "r" });
      stageApp("app", { environment: "qa", areTriggersDisabled: true });
      console.log(require("node:fs").readdirSync(process.env.TMPDIR).length);
      setInterval(() => {}, 1000);
      process.kill(process.pid, "${signal}");`;
    const staging = join(projectDir, "scripts/deploy/client/staging.ts");
    const options = { cwd: projectDir, env: { PATH: process.env.PATH, TMPDIR: tmp } };
    const { signal: ended, stdout } = spawnSync(process.execPath, ["--import", "tsx", "-e", script, staging], options);
    const left = readdirSync(tmp).filter((name) => name.startsWith("atlas-cluster-scheduler-"));
    rmSync(tmp, { recursive: true, force: true });
    expect([Number(stdout) >= 2, ended, left]).toEqual([true, signal, []]);
  });
});
