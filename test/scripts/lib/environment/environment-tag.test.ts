import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { documentOfEnvironment } from "../../../../scripts/lib/environment/environment-tag";
import { appDir } from "../../../../scripts/lib/paths";
import type { DocumentFile } from "../../../../scripts/lib/schedule-documents";
import { parseDocument } from "../../../../src/schedule/document/parse";

function documentIn(file: string): DocumentFile {
  const written = { schedules: [{ name: "s", clusters: ["X"], baseline: { tier: "M10" } }] };
  const parsed = parseDocument(written);
  if ("issues" in parsed) throw new Error(parsed.issues[0]?.message);
  return { file: join(appDir, file), written, document: parsed.config };
}

describe("documentOfEnvironment", () => {
  const value = documentIn("values/schedule.json");
  const production = documentIn("environments/production.json");

  it.each([
    ["production", [value, production], "app/environments/production.json"],
    ["production", [production], "app/environments/production.json"],
    ["qa", [value, production], "app/values/schedule.json"],
  ] as const)("in %s takes the environment's own value, or else the Value", (tag, documents, file) => {
    expect(documentOfEnvironment(documents, tag).file).toBe(file);
  });

  it("refuses an environment in which nothing applies", () => {
    expect(() => documentOfEnvironment([production], "qa")).toThrow(/: no schedule applies in the environment qa$/);
  });
});
