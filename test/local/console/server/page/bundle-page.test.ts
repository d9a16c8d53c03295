import { beforeAll, describe, expect, it } from "@jest/globals";
import { bundlePage, type PageFiles } from "../../../../../src/local/console/server/page/bundle-page";

describe("the files of the page", () => {
  let files: PageFiles;
  beforeAll(async () => {
    files = await bundlePage();
  });

  it("have 500 KB together, at most", () => {
    expect(Buffer.byteLength(files.script)).toBeGreaterThan(100_000);
    expect(Buffer.byteLength(files.style)).toBeGreaterThan(1_000);
    expect(Buffer.byteLength(files.script) + Buffer.byteLength(files.style)).toBeLessThan(500_000);
  });

  it("load nothing from elsewhere", () => {
    expect(files.style.match(/@import|url\(\s*["']?(?!data:|#)[^)]*/g)).toBeNull();
    expect(files.script.match(/\bimport\(|sourceMappingURL/g)).toBeNull();
  });
});
