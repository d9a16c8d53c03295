import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { envText } from "../../../../scripts/lib/environment/environment";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "env-test-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("envText", () => {
  const text = "ATLAS_PUBLIC_KEY=a\r\n";

  it.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16, as PowerShell writes it", Buffer.from(`\uFEFF${text}`, "utf16le")],
  ])("reads %s", (_form, bytes) => {
    writeFileSync(join(dir, "file"), bytes);
    expect(envText(join(dir, "file"), ".env")).toBe(text);
  });

  it("says that a folder is none", () => {
    mkdirSync(join(dir, "folder"));
    expect(() => envText(join(dir, "folder"), ".env")).toThrow(".env cannot be read: EISDIR");
  });
});
