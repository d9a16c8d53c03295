import * as nodeFs from "node:fs";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { type FileChange, type FileSystem, replaceFiles } from "../../../scripts/build/replace-files";

const root = mkdtempSync(join(tmpdir(), "replace-files-"));
let count = 0;

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder with two files to change, one to leave and one to remove. */
function aFolder(): string {
  count += 1;
  const dir = join(root, String(count));
  mkdirSync(join(dir, "functions"), { recursive: true });
  writeFileSync(join(dir, "functions/a.js"), "old a");
  writeFileSync(join(dir, "functions/b.js"), "old b");
  writeFileSync(join(dir, "functions/own.js"), "own");
  writeFileSync(join(dir, "functions/gone.js"), "gone");
  return dir;
}

const before = {
  "functions/a.js": "old a",
  "functions/b.js": "old b",
  "functions/own.js": "own",
  "functions/gone.js": "gone",
};
const after = {
  "functions/a.js": "new a",
  "functions/b.js": "new b",
  "functions/own.js": "own",
  "triggers/t.json": "{}",
};
const changes: FileChange[] = [
  { path: "functions/a.js", text: "new a" },
  { path: "functions/gone.js", text: null },
  { path: "functions/b.js", text: "new b" },
  { path: "triggers/t.json", text: "{}" },
];

function filesOf(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(dir.length + 1), readFileSync(file, "utf8")];
    }),
  );
}

/** The real functions, counted; those that change something fail from the `first` to the `last` of them on. */
function failing(code: string, first: number, last: number): FileSystem & { readonly calls: () => number } {
  let calls = 0;
  const counted =
    <Args extends readonly unknown[]>(change: (...args: Args) => unknown) =>
    (...args: Args): void => {
      calls += 1;
      if (calls >= first && calls <= last) throw Object.assign(new Error(code), { code, path: String(args[0]) });
      change(...args);
    };
  const { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } = nodeFs;
  const changing = {
    copyFileSync: counted(copyFileSync),
    mkdirSync: counted(mkdirSync),
    renameSync: counted(renameSync),
    rmSync: counted(rmSync),
    writeFileSync: counted(writeFileSync),
  } as unknown as FileSystem;
  return { ...nodeFs, ...changing, calls: () => calls };
}

function changesUntilDone(): number {
  const fs = failing("", Number.POSITIVE_INFINITY, 0);
  replaceFiles(aFolder(), changes, fs);
  return fs.calls();
}

describe("replaceFiles", () => {
  it("writes and removes what it is told to, and leaves the rest", () => {
    const dir = aFolder();
    replaceFiles(dir, changes);
    expect(filesOf(dir)).toEqual(after);
  });

  it("touches no file that is as it should be", () => {
    const dir = aFolder();
    const fs = failing("EROFS", 1, Number.POSITIVE_INFINITY);
    replaceFiles(dir, [{ path: "functions/a.js", text: "old a" }], fs);
    expect(fs.calls()).toBe(0);
  });

  it("leaves every file as it was when the disk fails once, wherever that is", () => {
    const total = changesUntilDone();
    expect(total).toBeGreaterThan(12);
    let failures = 0;
    for (let at = 1; at <= total; at += 1) {
      const dir = aFolder();
      try {
        replaceFiles(dir, changes, failing("ENOSPC", at, at));
      } catch (error) {
        failures += 1;
        expect((error as Error).message).toMatch(
          /: could not be written: the disk is full: make room, then build again\. Every file is as it was before\.$/,
        );
        const left = Object.entries(filesOf(dir)).filter(([path]) => !/\/\..*\.(?:new|former)$/.test(path));
        expect({ at, files: Object.fromEntries(left) }).toEqual({ at, files: before });
        continue;
      }
      // What fails after the last change is the tidying up: everything is in place.
      expect(filesOf(dir)).toMatchObject(after);
    }
    expect(failures).toBeGreaterThan(10);
  });

  it("leaves each file whole, old or new, when it is killed anywhere, and the next build completes and tidies up", () => {
    const total = changesUntilDone();
    for (let at = 1; at <= total; at += 1) {
      const dir = aFolder();
      try {
        replaceFiles(dir, changes, failing("EIO", at, Number.POSITIVE_INFINITY));
      } catch {}
      for (const [path, text] of Object.entries(filesOf(dir))) {
        if (path in before || path in after)
          expect([before, after].map((files) => (files as Record<string, string>)[path])).toContain(text);
      }
      replaceFiles(dir, changes);
      expect({ at, files: filesOf(dir) }).toEqual({ at, files: after });
    }
  });

  it.each([
    ["EROFS", "the disk is read-only: make it writable"],
    ["EACCES", "this user may not write there: change the permissions"],
    ["EDQUOT", "the disk quota is used up: make room"],
  ])("says of %s what to do", (code, text) => {
    const dir = aFolder();
    expect(() => replaceFiles(dir, changes, failing(code, 2, 2))).toThrow(
      `${join(dir, "functions")}: could not be written: ${text}, then build again. Every file is as it was before.`,
    );
  });

  it("says where the former text is when a file cannot be put back", () => {
    const dir = aFolder();
    const fs = failing("EIO", 12, Number.POSITIVE_INFINITY);
    expect(() => replaceFiles(dir, changes, fs)).toThrow(
      /a\.js could not be put back; its former text is .*\.a\.js\.\d+\.former/,
    );
    expect(filesOf(dir)[`functions/.a.js.${process.pid}.former`]).toBe("old a");
  });

  it("removes what a killed build left, and nothing that a running one needs", () => {
    const dir = aFolder();
    const parent = `functions/.a.js.${process.ppid}.new`;
    writeFileSync(join(dir, "functions/.a.js.2147483646.new"), "half");
    writeFileSync(join(dir, parent), "theirs");
    replaceFiles(dir, changes);
    expect(filesOf(dir)).toEqual({ ...after, [parent]: "theirs" });
  });

  it.each([
    ["a file", "functions/a.js"],
    ["a folder", "triggers"],
  ])("writes through no link in place of %s", (_what, place) => {
    const dir = aFolder();
    const elsewhere = aFolder();
    rmSync(join(dir, place), { recursive: true, force: true });
    symlinkSync(join(elsewhere, place.replace("triggers", "functions")), join(dir, place));
    expect(() => replaceFiles(dir, changes)).toThrow(
      `${join(dir, place)}: is a symbolic link, and the build writes through none: put a file or folder there`,
    );
    expect(filesOf(elsewhere)).toEqual(before);
    expect(readFileSync(join(dir, "functions/b.js"), "utf8")).toBe("old b");
  });
});
