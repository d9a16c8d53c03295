import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { projectDir } from "../../../../scripts/lib/paths";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "run-program-test-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("pushWith", () => {
  /** As the wrapper of realm-cli does: the program is a child of its own, and nobody passes a signal on to it. */
  it("stops a client with its children when the command is stopped", () => {
    const file = join(dir, "realm-cli");
    writeFileSync(file, "#!/bin/sh\nsleep 600 &\nkill -TERM $PPID\nwait\n", { mode: 0o755 });
    const script = `
      const [module, file, dir] = process.argv.slice(1);
      const { kill } = process;
      process.kill = (pid, signal) => pid === process.pid || kill.call(process, pid, signal);
      require(module)
        .pushWith({ name: "realm-cli", file }, { dir, home: dir, app: {} }, { PATH: process.env.PATH })
        .catch(({ message }) => console.log(message));`;
    const args = [join(projectDir, "scripts/deploy/client/run-program.ts"), file, dir];
    const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "-e", script, ...args], {
      cwd: projectDir,
      encoding: "utf8",
      timeout: 30_000,
    });
    expect(stdout).toBe("realm-cli push failed: it ended with SIGTERM\n");
  });
});
