/** Which file of the project imports which, found in two ways: as esbuild resolves it, and as it is written. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { projectDir } from "../scripts/lib/paths";

export interface Import {
  /** Paths from the project's folder. */
  readonly from: string;
  readonly to: string;
}

export interface CodeImports {
  readonly files: readonly Import[];
  /** `to` is the name of the package as it is imported: "hono/body-limit", "node:fs". */
  readonly packages: readonly Import[];
}

export function typeScriptFiles(folder: string): string[] {
  return readdirSync(join(projectDir, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

/** What the code of these files and of what they import needs when it runs; imports of types leave no trace in it. */
export async function codeImports(entryPoints: readonly string[]): Promise<CodeImports> {
  const { metafile } = await build({
    entryPoints: [...entryPoints],
    absWorkingDir: projectDir,
    bundle: true,
    write: false,
    metafile: true,
    outdir: "unused",
    packages: "external",
    tsconfigRaw: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" } },
    platform: "node",
    logLevel: "silent",
  });
  const found = Object.entries(metafile.inputs).flatMap(([from, { imports }]) =>
    imports.map(({ path, external }) => ({ from, to: path, isPackage: external === true })),
  );
  const only = (isPackage: boolean) =>
    found.filter((one) => one.isPackage === isPackage).map(({ from, to }) => ({ from, to }));
  return { files: only(false), packages: only(true) };
}

/** Imports of the project's own files as the text has them, those of types included. */
export function writtenImports(files: readonly string[]): Import[] {
  return files.flatMap((from) => {
    const text = readFileSync(join(projectDir, from), "utf8");
    return [...text.matchAll(/\b(?:from|import|import\(|require\()\s*"(\.[^"]*)"/g)].map(([, specifier]) => ({
      from,
      to: resolveFile(join(dirname(from), specifier ?? "")),
    }));
  });
}

function resolveFile(path: string): string {
  const found = [path, `${path}.ts`, `${path}.tsx`].find((one) => existsSync(join(projectDir, one)) && !isFolder(one));
  if (found === undefined) throw new Error(`there is no file ${path}`);
  return found;
}

const isFolder = (path: string) => statSync(join(projectDir, path)).isDirectory();

/** A shortest way from each file back to itself, each ring once. */
export function ringsOf(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const rings = [...targets.keys()].map((file) => wayBack(file, targets)).filter((ring) => ring !== null);
  const byMembers = new Map(rings.map((ring) => [[...ring].sort().join(), ring]));
  return [...byMembers.values()].map((ring) => [...ring, ring[0]].join(" -> "));
}

function wayBack(start: string, targets: ReadonlyMap<string, readonly string[]>): string[] | null {
  const seen = new Set<string>();
  let ways = [[start]];
  while (ways.length > 0) {
    const next: string[][] = [];
    for (const way of ways) {
      for (const target of targets.get(way[way.length - 1] ?? "") ?? []) {
        if (target === start) return way;
        if (seen.has(target)) continue;
        seen.add(target);
        next.push([...way, target]);
      }
    }
    ways = next;
  }
  return null;
}
