/** The console page's script and style, bundled when local Atlas starts, so that the page is never older than its source. */
import { join } from "node:path";
import { build } from "esbuild";

export interface PageFiles {
  readonly script: string;
  readonly style: string;
}

const pageDir = join(__dirname, "../../page");

export async function bundlePage(): Promise<PageFiles> {
  const { outputFiles } = await build({
    absWorkingDir: pageDir,
    entryPoints: { script: "main.tsx", style: "styles/main.css" },
    outdir: "unused",
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    platform: "browser",
    // What the page is made of is ours; nothing above its folder decides how it is read.
    tsconfigRaw: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" } },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  const ending = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? "";
  return { script: ending("script.js"), style: ending("style.css") };
}
