/**
 * Replaces files of a folder all together or not at all: every new text is written beside its file first, and when all of
 * them are on the disk each takes its file's place by a rename. Whatever fails before or between is undone. A build that is
 * killed leaves each file whole, old or new, and what it wrote beside them is removed by the next.
 */

import * as nodeFs from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandFailed, UsageError } from "../lib/command";

export interface FileChange {
  /** From the folder, with forward slashes. */
  readonly path: string;
  /** null: the file goes. */
  readonly text: string | null;
}

/** The functions of node:fs that a replacement needs; tests hand in ones that fail. */
export type FileSystem = Pick<
  typeof nodeFs,
  | "copyFileSync"
  | "lstatSync"
  | "mkdirSync"
  | "readdirSync"
  | "readFileSync"
  | "renameSync"
  | "rmSync"
  | "writeFileSync"
>;

/** A change that the file does not show yet. Beside the file stand its new text, and its former one until all is done. */
interface Pending extends FileChange {
  readonly file: string;
  readonly isThere: boolean;
  readonly beside: string;
  readonly former: string;
}

/** A file that is as it should be is left alone: another command may be reading it. */
export function replaceFiles(dir: string, changes: readonly FileChange[], fs: FileSystem = nodeFs): void {
  for (const { path } of changes) refuseLinks(dir, path, fs);
  const pending = changes.map((change) => pendingOf(dir, change, fs)).filter((one) => isWanting(one, fs));
  const done: Pending[] = [];
  try {
    for (const folder of new Set(changes.map(({ path }) => dirname(join(dir, path))))) removeLeftovers(folder, fs);
    for (const one of pending) writeBeside(one, fs);
    for (const one of pending) {
      putInPlace(one, fs);
      done.push(one);
    }
  } catch (error) {
    const lost = done.reverse().filter((one) => !isPutBack(one, fs));
    for (const one of pending) if (!lost.includes(one)) removeBeside(one, fs);
    throw new CommandFailed(describeFailure(dir, error as NodeJS.ErrnoException, lost));
  }
  for (const one of pending) removeBeside(one, fs);
}

function pendingOf(dir: string, { path, text }: FileChange, fs: FileSystem): Pending {
  const file = join(dir, path);
  const beside = (kind: string) => join(dirname(file), `.${basename(file)}.${process.pid}.${kind}`);
  const isThere = fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  return { path, text, file, isThere, beside: beside("new"), former: beside("former") };
}

function isWanting({ file, text, isThere }: Pending, fs: FileSystem): boolean {
  return text === null ? isThere : !isThere || fs.readFileSync(file, "utf8") !== text;
}

/** A link may lead to a file that is somebody else's. */
function refuseLinks(dir: string, path: string, fs: FileSystem): void {
  let place = dir;
  for (const part of path.split("/")) {
    place = join(place, part);
    if (fs.lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new UsageError(`${place}: is a symbolic link, and the build writes through none: put a file or folder there`);
  }
}

/** Refuses to write onto anything that is there (wx); what the disk cannot hold shows when it is flushed at the latest. */
function writeBeside({ file, text, isThere, beside, former }: Pending, fs: FileSystem): void {
  fs.mkdirSync(dirname(file), { recursive: true });
  if (isThere) fs.copyFileSync(file, former, nodeFs.constants.COPYFILE_EXCL);
  if (text !== null) fs.writeFileSync(beside, text, { flag: "wx", flush: true });
}

function putInPlace({ file, text, beside }: Pending, fs: FileSystem): void {
  if (text === null) fs.rmSync(file);
  else fs.renameSync(beside, file);
}

function isPutBack({ file, isThere, former }: Pending, fs: FileSystem): boolean {
  try {
    if (isThere) fs.renameSync(former, file);
    else fs.rmSync(file);
    return true;
  } catch {
    return false;
  }
}

/** What cannot be removed now is removed by the next build. */
function removeBeside({ beside, former }: Pending, fs: FileSystem): void {
  for (const file of [beside, former]) {
    try {
      fs.rmSync(file, { force: true });
    } catch {}
  }
}

/** Removes what builds that were killed left behind, and leaves alone what a build that still runs needs. */
function removeLeftovers(folder: string, fs: FileSystem): void {
  if (fs.lstatSync(folder, { throwIfNoEntry: false }) === undefined) return;
  for (const name of fs.readdirSync(folder)) {
    const pid = Number(/^\..+\.(\d+)\.(?:new|former)$/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(pid) && (pid === process.pid || !isRunning(pid))) fs.rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full: make room",
  EDQUOT: "the disk quota is used up: make room",
  EROFS: "the disk is read-only: make it writable",
  EACCES: "this user may not write there: change the permissions",
  EPERM: "this user may not write there: change the permissions",
};

function describeFailure(dir: string, error: NodeJS.ErrnoException, lost: readonly Pending[]): string {
  const reason = reasons[error.code ?? ""] ?? `${error.message}: mend that`;
  const place = error.path === undefined ? dir : dirname(error.path);
  const kept = lost.map(({ file, isThere, former }) =>
    isThere ? `${file} could not be put back; its former text is ${former}` : `${file} is new and could not be removed`,
  );
  const state = kept.length === 0 ? "Every file is as it was before" : kept.join(". ");
  return `${place}: could not be written: ${reason}, then build again. ${state}.`;
}
