/** The style of a page: the console's colours, the looks of lanes, and what a document needs beside them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../paths";

const files = [
  "src/local/console/page/styles/tokens.css",
  "src/local/console/lanes/drawn/lanes.css",
  "scripts/lib/page/style/text.css",
  "scripts/lib/page/style/figures.css",
  "scripts/lib/page/style/print.css",
];

export function pageStyle(): string {
  return files.map((file) => readFileSync(join(projectDir, file), "utf8")).join("\n");
}
