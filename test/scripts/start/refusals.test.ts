import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { projectDir } from "../../../scripts/lib/paths";
import { aScratchFolder, start } from "./a-start";

const scratch = aScratchFolder();
afterAll(() => scratch.remove());

describe("npm start as a process", () => {
  it("ends at once with exit code 2 when the port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", () => resolve()));
    const { port } = other.address() as { readonly port: number };
    const script = [require.resolve("tsx/cli"), join(projectDir, "scripts/start.ts")];
    const child = spawn(process.execPath, [...script, "--empty", "--port", String(port)], { timeout: 30_000 });
    let told = "";
    child.stderr.on("data", (text) => (told += text));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, told]).toEqual([
      2,
      `port ${port} of 127.0.0.1 is taken: name another with --port, or 0 for any that is free\n`,
    ]);
    await new Promise((resolve) => other.close(resolve));
  }, 30_000);
});

describe("npm start refuses", () => {
  it.each<[string, readonly string[], string]>([
    ["a port that is none", ["--port", "70000"], "--port 70000: is not a whole number from 0 to 65535"],
    ["a speed that is none", ["--speed", "fast"], "--speed fast: is neither step nor a number from 1 to 100000"],
    ["an instant that is none", ["--at", "tomorrow"], "--at tomorrow"],
    ["an app and none", ["--empty", "--app", "x"], "--empty deploys no app, --app names one"],
    ["a schedule for no app", ["--empty", "--schedule", "x"], "--empty deploys no app for --schedule"],
    ["an unknown option", ["--fast"], "--fast"],
    ["a folder that is not there", ["--app", "/no/such"], "--app /no/such: there is no such folder"],
    ["a folder that is no app", ["--app", scratch.dir], "is no App Services app"],
    ["a schedule that is not there", ["--schedule", "/no/such"], "/no/such: cannot be read: ENOENT"],
    ["a cluster without a name", ["--empty", "--clusters", scratch.write("bad.json", [{}])], "[0] is not a cluster's"],
    [
      "a cluster that local Atlas cannot build",
      ["--empty", "--clusters", scratch.write("odd.json", { name: "odd", replicationSpecs: 5 })],
      ": odd: ",
    ],
    ["a state in no folder", ["--state", "/no/such/x"], "--state /no/such/x: its folder does not exist"],
    [
      "another version's state",
      ["--state", scratch.write("old.json", { version: 0 })],
      "not a state that this version",
    ],
    ["a state that is no JSON", ["--state", scratch.write("broken.json", "{")], "not JSON"],
  ])("%s", async (_, args, message) => {
    const refusal: unknown = await start(...args).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: "UsageError", message: expect.stringContaining(message) });
  });

  it("an app that App Services would refuse", async () => {
    const folder = mkdtempSync(join(scratch.dir, "refused-"));
    cpSync(join(projectDir, "app/realm_config.json"), join(folder, "realm_config.json"));
    mkdirSync(join(folder, "triggers"));
    const trigger = { name: "t", type: "SCHEDULED", config: { schedule: "0 0 * * 7" }, function_name: "nobody" };
    writeFileSync(join(folder, "triggers/t.json"), JSON.stringify(trigger));
    await expect(start("--app", folder)).rejects.toThrow("App Services would refuse this app:\n");
  });
});
