/** The script of a page: it sorts, filters and reads lanes. All that the page says, it says without it too. */
import { join } from "node:path";
import { buildSync } from "esbuild";
import { projectDir } from "../paths";

export function pageScript(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: projectDir,
    entryPoints: [join(projectDir, "scripts/lib/page/in-browser/main.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    platform: "browser",
    charset: "ascii",
    // How the project's own code is checked decides nothing about the script.
    tsconfigRaw: {},
    logLevel: "silent",
  });
  const text = outputFiles[0]?.text ?? "";
  // A script element ends at the first such text, wherever it stands.
  return text.replace(/<\/(?=script)/gi, "<\\/").replace(/<!--/g, "<\\!--");
}
