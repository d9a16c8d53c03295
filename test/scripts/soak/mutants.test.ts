import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { transformSync } from "esbuild";
import { projectDir } from "../../../scripts/lib/paths";
import { withMistake } from "../../../scripts/soak/mutants/mutant";
import { mutants } from "../../../scripts/soak/mutants/mutants";

/** A list that no longer fits the code proves nothing: a mistake that cannot be planted is never found either. */
describe("the planted mistakes", () => {
  it.each(mutants.map(({ name, edits }) => [name, edits] as const))("fit the code as it is: %s", (_, edits) => {
    for (const edit of edits) {
      const text = readFileSync(join(projectDir, edit.file), "utf8");
      const mistaken = withMistake(text, edit);
      expect(mistaken).not.toBe(text);
      expect(() => transformSync(mistaken, { loader: "ts" })).not.toThrow();
    }
  });

  it("have a name each", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });
});

describe("withMistake", () => {
  it.each(["no such text", "twice and twice"])("refuses an edit whose text is not there exactly once: %s", (text) => {
    expect(() => withMistake(text, { file: "a.ts", from: "twice", to: "" })).toThrow("a.ts");
  });
});
