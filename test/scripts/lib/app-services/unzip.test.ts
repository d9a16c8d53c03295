import { describe, expect, it } from "@jest/globals";
import { textFilesIn } from "../../../../scripts/lib/app-services/unzip";
import { zip } from "../../../../src/local/app-services/configuration/zip";

const files = new Map([
  ["environments/production.json", '{"values": {"größe": 1}}'],
  ["functions/status.js", "exports = 1;".repeat(5_000)],
]);

/** A file that is not compressed, and a comment at the end: what other writers of archives do (APPNOTE 6.3.3). */
function storedArchive(name: string, text: string, comment: string): Buffer {
  const header = (
    signature: number,
    fields: readonly (readonly [at: number, value: number, bytes: 2 | 4])[],
    size: number,
  ) => {
    const bytes = Buffer.alloc(size);
    bytes.writeUInt32LE(signature);
    for (const [at, value, width] of fields) {
      if (width === 2) bytes.writeUInt16LE(value, at);
      else bytes.writeUInt32LE(value, at);
    }
    return bytes;
  };
  const local = Buffer.concat([header(0x04034b50, [[26, name.length, 2]], 30), Buffer.from(name + text)]);
  const entry = [
    [20, text.length, 4],
    [24, text.length, 4],
    [28, name.length, 2],
  ] as const;
  const central = Buffer.concat([header(0x02014b50, entry, 46), Buffer.from(name)]);
  const end = [
    [8, 1, 2],
    [10, 1, 2],
    [12, central.length, 4],
    [16, local.length, 4],
    [20, comment.length, 2],
  ] as const;
  return Buffer.concat([local, central, header(0x06054b50, end, 22), Buffer.from(comment)]);
}

describe("textFilesIn", () => {
  it("reads what local Atlas exports, and only what is wanted", () => {
    const archive = zip(files, 0);
    expect(textFilesIn(archive, () => true)).toEqual(files);
    expect([...textFilesIn(archive, (path) => path.startsWith("environments/")).keys()]).toEqual([
      "environments/production.json",
    ]);
  });

  it("reads a file that is stored as it stands, before a comment", () => {
    expect(textFilesIn(storedArchive("a.json", "{}", "made elsewhere"), () => true)).toEqual(
      new Map([["a.json", "{}"]]),
    );
  });

  it.each([
    ["nothing", ""],
    ["JSON", '{"error": "not found", "error_code": "AppNotFound"}'],
    ["half an archive", "PK\u0003\u0004"],
  ])("refuses %s", (_what, text) => {
    expect(() => textFilesIn(Buffer.from(text), () => true)).toThrow("this is not a ZIP archive");
  });
});
