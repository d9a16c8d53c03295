/** Reads a ZIP archive such as an app is exported as (APPNOTE 6.3.3: no ZIP64, no encryption, stored or deflated). */
import { inflateRawSync } from "node:zlib";

const endOfDirectory = 0x06054b50;
const centralHeader = 0x02014b50;
const localHeader = 0x04034b50;
const stored = 0;
const deflated = 8;

/** The end of the directory has 22 bytes, and a comment of at most 65,535. */
const endLength = 22;
const longestComment = 65_535;

/** The text of the files that `isWanted`, by path. Throws an Error for what is no such archive. */
export function textFilesIn(archive: Buffer, isWanted: (path: string) => boolean): Map<string, string> {
  const end = findEnd(archive);
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== centralHeader) throw notAnArchive();
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    if (isWanted(name)) files.set(name, textOf(archive, at));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function findEnd(archive: Buffer): number {
  const first = Math.max(0, archive.length - endLength - longestComment);
  for (let at = archive.length - endLength; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) === endOfDirectory) return at;
  }
  throw notAnArchive();
}

/** The lengths in the directory count: the header before the file may leave them open. */
function textOf(archive: Buffer, entry: number): string {
  const method = archive.readUInt16LE(entry + 10);
  const size = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  if (archive.readUInt32LE(header) !== localHeader) throw notAnArchive();
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const content = archive.subarray(start, start + size);
  if (method === stored) return content.toString("utf8");
  if (method !== deflated) throw notAnArchive();
  return inflateRawSync(content).toString("utf8");
}

function notAnArchive(): Error {
  return new Error("this is not a ZIP archive");
}
