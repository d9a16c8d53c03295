/** The app as the build leaves it, in a folder of its own. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { buildApp } from "../../scripts/build/build-app";
import { appDir } from "../../scripts/lib/paths";

export interface Built {
  readonly dir: string;
  /** Text by function name. */
  readonly functions: ReadonlyMap<string, string>;
  /** The JSON of every file of a folder, by file name. */
  json(folder: string): Record<string, unknown>;
}

const dirs: string[] = [];

afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

/** From the committed part of app/ alone, as after a fresh clone. */
export async function theBuiltApp(): Promise<Built> {
  const dir = mkdtempSync(join(tmpdir(), "bundle-"));
  dirs.push(dir);
  for (const part of ["realm_config.json", "values", "environments"]) {
    cpSync(join(appDir, part), join(dir, part), { recursive: true });
  }
  await buildApp(dir, Date.parse("2026-11-01T00:00Z"));
  const files = (folder: string, ending: string) =>
    readdirSync(join(dir, folder)).filter((file) => file.endsWith(ending));
  return {
    dir,
    functions: new Map(
      files("functions", ".js").map((file) => [file.slice(0, -3), readFileSync(join(dir, "functions", file), "utf8")]),
    ),
    json: (folder) =>
      Object.fromEntries(
        files(folder, ".json").map((file) => [file, JSON.parse(readFileSync(join(dir, folder, file), "utf8"))]),
      ),
  };
}
