/** Where the report of a demo goes unless told otherwise. */
import { lstatSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPage } from "../../lib/page/document";

/** The same file run after run, so that a browser only has to load it again; another where something else lies there. */
export function defaultReportFile(folder = tmpdir()): string {
  const file = join(
    folder,
    `atlas-cluster-scheduler-demo${process.getuid === undefined ? "" : `-${process.getuid()}`}.html`,
  );
  return isOwn(file) ? file : join(mkdtempSync(join(folder, "atlas-cluster-scheduler-demo-")), "report.html");
}

/** The temporary folder is everybody's: a link, or another user's file, is not written to. */
function isOwn(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return true;
  const isUsers = process.getuid === undefined || found.uid === process.getuid();
  return found.isFile() && isUsers && isPage(readFileSync(file, "utf8"));
}
