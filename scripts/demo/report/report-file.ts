/** Where the report of a demo goes unless told otherwise. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { isPage } from "../../lib/page/document";

/** The same file run after run, so that a browser only has to load it again; another where something else lies there. */
export function defaultReportFile(): string {
  const file = join(tmpdir(), `atlas-cluster-scheduler-demo-${userInfo().uid}.html`);
  if (isFree(file)) return file;
  return join(mkdtempSync(join(tmpdir(), "atlas-cluster-scheduler-demo-")), "report.html");
}

function isFree(file: string): boolean {
  try {
    return !existsSync(file) || isPage(readFileSync(file, "utf8"));
  } catch {
    return false;
  }
}
