import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import { localProject } from "../../../scripts/start/defaults";
import type { StartedAtlas } from "../../../scripts/start/run";
import { advance, aScratchFolder, get, start } from "./a-start";

const scratch = aScratchFolder();
afterAll(() => scratch.remove());

let running: StartedAtlas[] = [];
afterEach(async () => {
  for (const one of running) await one.atlas.stop();
  running = [];
});

async function startWith(...args: readonly string[]): Promise<StartedAtlas> {
  const started = await start(...args);
  running.push(started);
  return started;
}

async function stop(started: StartedAtlas): Promise<void> {
  running = running.filter((one) => one !== started);
  await started.stop();
}

describe("--state", () => {
  it("has what was there when it stopped, written whole and for its owner alone", async () => {
    const file = join(scratch.dir, "state.json");
    const first = await startWith("--state", file, "--app", scratch.foreignApp());
    const specs = (await get(first, "/clusters/Cluster0")).replicationSpecs;
    const wanted = JSON.parse(JSON.stringify({ replicationSpecs: specs }).replaceAll('"M10"', '"M20"'));
    first.atlas.state.changeAs({ username: "ann@example.com" }, localProject.id, "Cluster0", wanted);
    await advance(first, 7);
    await stop(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(scratch.dir).filter((name) => name.startsWith("state.json"))).toEqual(["state.json"]);
    const second = await startWith("--state", file, "--empty");
    expect([second.clientAppId, second.notes]).toEqual([first.clientAppId, [`It goes on from ${file}.`]]);
    const cluster = () => get(second, "/clusters/Cluster0");
    expect([(await cluster()).stateName, JSON.stringify((await cluster()).replicationSpecs)]).toEqual([
      "UPDATING",
      expect.stringContaining('"M20"'),
    ]);
    await advance(second, 15);
    expect((await cluster()).stateName).toBe("IDLE");
  });

  it("leaves what it wrote before when a later state cannot be written", async () => {
    const folder = mkdtempSync(join(scratch.dir, "gone-"));
    const started = await startWith("--empty", "--state", join(folder, "state.json"));
    rmSync(folder, { recursive: true });
    await expect(stop(started)).rejects.toThrow("ENOENT");
    expect(existsSync(folder)).toBe(false);
  });

  it("is not touched by a start that fails", async () => {
    const file = scratch.write("other.json", { somebody: "else's" });
    await expect(startWith("--state", file)).rejects.toThrow("not a state that this version of local Atlas wrote");
    expect(readFileSync(file, "utf8")).toBe('{"somebody":"else\'s"}');
  });
});
