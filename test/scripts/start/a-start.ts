/** Local Atlas started as `npm start` does it, in this process: stepped, on any free port. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localKey, localProject } from "../../../scripts/start/defaults";
import { readStartOptions } from "../../../scripts/start/options";
import { type StartedAtlas, startAtlas } from "../../../scripts/start/run";
import { digestCall } from "../../local/admin-api/local-atlas";

export const NOW = Date.parse("2026-11-01T00:00:00Z");

export async function start(...args: readonly string[]): Promise<StartedAtlas> {
  return await startAtlas(readStartOptions(["--port", "0", "--speed", "step", ...args], NOW));
}

/** One window a day for a cluster: M20 from noon to two, M10 otherwise. */
export const aSchedule = (...clusters: readonly string[]) => ({
  schedules: [
    {
      name: "daily",
      clusters,
      baseline: { tier: "M10" },
      windows: [{ name: "noon", start: "0 12 * * *", duration: "PT2H", tier: "M20" }],
    },
  ],
});

export async function get({ atlas }: StartedAtlas, path: string) {
  const base = `${atlas.url}/api/atlas/v2`;
  return (await digestCall(base, "GET", `/groups/${localProject.id}${path}`, { key: localKey })).json;
}

export const advance = ({ atlas }: StartedAtlas, minutes: number) => atlas.keeper.clock.advanceBy(minutes * 60_000);

export interface Scratch {
  readonly dir: string;
  /** A text is written as it is, anything else as JSON. */
  write(name: string, content: unknown): string;
  /** An app folder that is not ours: one function of its own, no triggers. */
  foreignApp(): string;
  remove(): void;
}

export function aScratchFolder(): Scratch {
  const dir = mkdtempSync(join(tmpdir(), "start-test-"));
  const write = (name: string, content: unknown) => {
    const file = join(dir, name);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  };
  return {
    dir,
    write,
    foreignApp() {
      const folder = mkdtempSync(join(dir, "app-"));
      for (const part of ["functions", "triggers", "values"]) mkdirSync(join(folder, part));
      writeFileSync(join(folder, "realm_config.json"), '{"config_version": 20210101, "name": "foreign"}');
      writeFileSync(join(folder, "functions/config.json"), '[{"name": "mine"}]');
      writeFileSync(join(folder, "functions/mine.js"), "exports = () => 1;");
      return folder;
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
