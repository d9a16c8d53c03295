import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { deployIn } from "../scripts/deploy";
import { thisPlace } from "../scripts/deploy/place";
import { projectDir } from "../scripts/lib/paths";
import { plan } from "../scripts/plan";
import { problemWith } from "./documents/known-commands";
import { endOf } from "./scripts/a-command";

const workflows = join(projectDir, ".github/workflows");
const read = (file: string) => readFileSync(file, "utf8");

describe("the workflows", () => {
  it("use only commands and flags that there are", async () => {
    const helps = new Map([
      ["scripts/plan.ts", (await endOf(plan, ["--help"])).out],
      ["scripts/deploy.ts", (await endOf(deployIn(thisPlace), ["--help"])).out],
    ]);
    const files = [...readdirSync(workflows).map((file) => join(workflows, file)), join(projectDir, ".ci/plan")];
    const commands = files.flatMap((file) => read(file).match(/npm run (?:--silent )?\S+ -- .*/g) ?? []);
    const problems = commands.map((command) => {
      const words = command.split("|")[0]?.split(/\s+/) ?? [];
      return problemWith(words, (file) => helps.get(file) ?? "");
    });
    expect(commands).toHaveLength(3);
    expect(problems).toEqual([null, null, null]);
  });

  it("hand every secret to one step, and none to a pull request", () => {
    const naming = readdirSync(workflows).filter((file) => read(join(workflows, file)).includes("secrets."));
    expect(naming).toEqual(["deploy.yml"]);
    expect(read(join(workflows, "deploy.yml"))).not.toMatch(/pull_request|run:.*secrets\./);
  });
});

describe(".ci/plan", () => {
  let dir: string;
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], { cwd: dir, stdio: "pipe" });

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "workflow-test-"));
    const isBuilt = (path: string) => /\/app\/(?:functions\/[^/]*\.js|triggers)$/.test(path);
    for (const part of [".ci", "app", "scripts", "src", "package.json", "tsconfig.json"]) {
      cpSync(join(projectDir, part), join(dir, part), { recursive: true, filter: (from) => !isBuilt(from) });
    }
    symlinkSync(join(projectDir, "node_modules"), join(dir, "node_modules"));
    git("init", "-q");
    git("add", "app");
    git("commit", "-q", "--no-verify", "-m", "base");
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("shows what an edit changes, and fails on a warning", async () => {
    const schedule = {
      name: "billing",
      clusters: ["Cluster0"],
      baseline: { tier: "M10" },
      windows: [{ name: "month-start", start: "0 12 1 * *", duration: "PT5M", tier: "M40" }],
    };
    writeFileSync(
      join(dir, "app/values/schedule.json"),
      JSON.stringify({ name: "schedule", value: { schedules: [schedule] }, from_secret: false }),
    );
    const { code, out } = await new Promise<{ code: unknown; out: string }>((resolve) => {
      execFile("bash", [".ci/plan", "HEAD"], { cwd: dir }, (error, stdout) =>
        resolve({ code: error?.code, out: stdout }),
      );
    });
    expect(code).toBe(1);
    expect(out).toMatch(
      /^### app\/values\/schedule\.json\n```text\n- before-this-edit\.json\n\+ app\/values\/schedule\.json\n/,
    );
    expect(out).toMatch(/M40/);
    expect(out).toMatch(/warning/i);
    expect(out.match(/^```/gm)).toHaveLength(2);
  });
});
