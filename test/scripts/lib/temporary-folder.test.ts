import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { projectDir } from "../../../scripts/lib/paths";
import { temporaryFolder } from "../../../scripts/lib/temporary-folder";

describe("temporaryFolder", () => {
  it("is for this user alone, and gone with its listeners when it is removed", () => {
    const before = process.listenerCount("SIGINT");
    const { dir, remove } = temporaryFolder("folder-test-");
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(process.listenerCount("SIGINT")).toBe(before + 1);
    remove();
    expect([existsSync(dir), process.listenerCount("SIGINT")]).toEqual([false, before]);
  });
});

describe("a command that is interrupted while it builds a copy of the app", () => {
  let tmp: string;
  beforeEach(() => {
    tmp = mkdtempSync(join(tmpdir(), "interrupted-test-"));
  });
  afterEach(() => rmSync(tmp, { recursive: true, force: true }));

  const nowMs = Date.parse("2026-11-26T00:00Z");
  const schedule = join(projectDir, "app/values/schedule.json");
  const startOptions = { appDir: null, scheduleFile: schedule, startMs: nowMs };
  const demoOptions = { schedule, environment: null, clusters: null, nowMs };

  it.each([
    ["scripts/start/app.ts", "readStartApp", "SIGINT", [startOptions]],
    ["scripts/start/app.ts", "readStartApp", "SIGHUP", [startOptions]],
    ["scripts/demo/app.ts", "buildDemoApp", "SIGTERM", [demoOptions, nowMs]],
  ])("ends, and leaves nothing of it behind: %s, %s, %s", (file, build, signal, given) => {
    const script = `
      const [file, given] = process.argv.slice(1);
      void require(file).${build}(...JSON.parse(given));
      console.log(require("node:fs").readdirSync(process.env.TMPDIR).join());
      process.kill(process.pid, "${signal}");`;
    const options = { cwd: projectDir, env: { PATH: process.env.PATH, TMPDIR: tmp }, encoding: "utf8" } as const;
    const { signal: ended, stdout } = spawnSync(
      process.execPath,
      ["--import", "tsx", "-e", script, join(projectDir, file), JSON.stringify(given)],
      options,
    );
    const left = readdirSync(tmp).filter((name) => name.startsWith("atlas-cluster-scheduler-"));
    expect({ made: stdout, ended, left }).toEqual({
      made: expect.stringContaining("atlas-cluster-scheduler-"),
      ended: signal,
      left: [],
    });
  });
});
