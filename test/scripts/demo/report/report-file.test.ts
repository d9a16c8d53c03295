import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { defaultReportFile } from "../../../../scripts/demo/report/report-file";
import { pageDocument } from "../../../../scripts/lib/page/document";
import { html } from "../../../../scripts/lib/page/html";

const aFolder = () => mkdtempSync(join(tmpdir(), "report-file-"));

describe("defaultReportFile", () => {
  it("is the same file as long as a report lies there", () => {
    const folder = aFolder();
    const file = defaultReportFile(folder);
    expect(dirname(file)).toBe(folder);
    writeFileSync(file, pageDocument({ title: "report", body: html`<p>one</p>` }));
    expect(defaultReportFile(folder)).toBe(file);
  });

  it.each([
    ["something else", (file: string) => writeFileSync(file, "mine")],
    ["a link to nowhere", (file: string) => symlinkSync(join(aFolder(), "nowhere"), file)],
  ])("is another one where %s lies there", (_what, put) => {
    const folder = aFolder();
    const file = defaultReportFile(folder);
    put(file);
    const other = defaultReportFile(folder);
    expect(other).not.toBe(file);
    expect(basename(other)).toBe("report.html");
  });
});
