import { describe, expect, it } from "@jest/globals";
import { readMarkdown } from "./markdown";

describe("readMarkdown", () => {
  it("reads fences with their language and line, without the indentation of the list that they stand in", () => {
    const { fences } = readMarkdown(
      ["1. First", "", "   ```sh", "   npm ci", "     --x", "   ```", "```text output", "```"].join("\n"),
    );
    expect(fences).toEqual([
      { language: "sh", info: "", text: "npm ci\n  --x", line: 3 },
      { language: "text", info: "output", text: "", line: 7 },
    ]);
  });

  it("refuses a fence that is never closed, which would hide the rest of the document", () => {
    expect(() => readMarkdown("text\n```sh\nnpm ci\n")).toThrow("line 2: this fence is never closed");
  });

  it("finds links and code spans outside fences and outside each other, across line breaks", () => {
    const { links, codeSpans } = readMarkdown("[a](b.md#c) `[no](no.md)`\n```sh\n[no](no.md)\n```\n`npm\nci` [d](#e)");
    expect(links).toEqual([
      { text: "b.md#c", line: 1 },
      { text: "#e", line: 6 },
    ]);
    expect(codeSpans).toEqual([
      { text: "[no](no.md)", line: 1 },
      { text: "npm ci", line: 5 },
    ]);
  });

  it("names headings as GitHub does", () => {
    const { anchors } = readMarkdown("# What it needs, and `why`\n## Limits\n## Limits\n```sh\n# no heading\n```");
    expect(anchors).toEqual(["what-it-needs-and-why", "limits", "limits-1"]);
  });
});
