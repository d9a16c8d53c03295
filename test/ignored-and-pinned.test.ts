import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { projectDir } from "../scripts/lib/paths";

describe("what runs from elsewhere", () => {
  it("is an action pinned by its commit, with its version as a comment, because a tag can be moved", () => {
    const dir = join(projectDir, ".github/workflows");
    const uses = readdirSync(dir).flatMap((file) => readFileSync(join(dir, file), "utf8").match(/uses:.*/g) ?? []);
    expect(uses).not.toEqual([]);
    for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});

describe("git", () => {
  const isIgnored = (file: string) => {
    try {
      execFileSync("git", ["check-ignore", "--quiet", "--no-index", file], { cwd: projectDir, stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };

  it.each([
    ".env",
    ".env.local",
    ".env.production",
    "app/functions/reconcile.js",
    "app/triggers/heartbeat.json",
    "app/functions/.status.js.12.new",
  ])("ignores %s", (file) => expect(isIgnored(file)).toBe(true));

  it.each([".env.example", "app/functions/own.js", "app/functions/config.json"])("takes in %s", (file) =>
    expect(isIgnored(file)).toBe(false),
  );
});
