import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { projectDir } from "../scripts/lib/paths";

/** Folder of src -> folders of src that its files may import at run time (imports of types leave no trace). */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  schedule: ["schedule"],
  cluster: ["schedule", "cluster"],
  atlas: ["atlas"],
  operations: ["schedule", "cluster", "atlas", "operations"],
  runtime: ["runtime"],
  functions: ["operations", "runtime"],
  local: ["local"],
};

/** What `cluster` takes of `schedule`: the model and its pure functions of targets, tiers and units of time. */
const fromScheduleToCluster = ["model", "target", "tiers", "time-units"].map((name) => `src/schedule/${name}.ts`);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isPackage: boolean;
}

const sourceFiles = readdirSync(join(projectDir, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => join("src", file));

/** What esbuild resolves with every file as an entry: the truth, however an import is spelled. */
async function readImports(): Promise<Import[]> {
  const { metafile } = await build({
    entryPoints: sourceFiles,
    absWorkingDir: projectDir,
    bundle: true,
    write: false,
    metafile: true,
    outdir: "unused",
    packages: "external",
    platform: "node",
    logLevel: "silent",
  });
  return Object.entries(metafile.inputs).flatMap(([from, { imports }]) =>
    imports.map(({ path, external }) => ({ from, to: path, isPackage: external === true })),
  );
}

const layerOf = (file: string) => file.split("/")[1] ?? "";

describe("the layers of src", () => {
  let imports: Import[] = [];
  beforeAll(async () => {
    imports = await readImports();
  });

  it("are the folders that the rules name", () => {
    expect([...new Set(sourceFiles.map(layerOf))].sort()).toEqual(Object.keys(mayImport).sort());
    expect(imports.length).toBeGreaterThan(50);
  });

  it("import only what their rule allows", () => {
    const offenders = imports
      .filter(({ isPackage }) => !isPackage)
      .filter(({ from, to }) => !mayImport[layerOf(from)]?.includes(layerOf(to)));
    expect(offenders).toEqual([]);
  });

  it("import of the schedule what a cluster needs, and no more: the language stays out of the decisions", () => {
    const offenders = imports
      .filter(({ from, to }) => layerOf(from) === "cluster" && layerOf(to) === "schedule")
      .filter(({ to }) => !fromScheduleToCluster.includes(to));
    expect(offenders).toEqual([]);
  });

  it("use packages and Node in local Atlas alone", () => {
    const offenders = imports.filter(({ from, isPackage }) => isPackage && layerOf(from) !== "local");
    expect(offenders).toEqual([]);
  });
});
