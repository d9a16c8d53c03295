import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { projectDir } from "../scripts/lib/paths";
import { type CodeImports, codeImports, typeScriptFiles } from "./imports";

/** Commands of those who develop this, and what only they reach of another: an install without development dependencies lacks them. */
const forDevelopment = ["scripts/bench.ts", "scripts/soak.ts", "scripts/build/zone-rules.ts"];

const { dependencies, scripts } = JSON.parse(readFileSync(join(projectDir, "package.json"), "utf8")) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
};

const commands = typeScriptFiles("scripts").filter(
  (file) => file.split("/").length === 2 && !forDevelopment.includes(file),
);

/** "hono" of "hono/body-limit", "@hono/node-server" of "@hono/node-server/utils/response". */
const packageOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "";

/** The files that these import, directly or not. */
function reachedFrom(entries: readonly string[], imports: CodeImports): ReadonlySet<string> {
  const reached = new Set(entries);
  for (const file of reached) {
    for (const { from, to } of imports.files) if (from === file && !forDevelopment.includes(to)) reached.add(to);
  }
  return reached;
}

describe("an install without development dependencies", () => {
  let needed: readonly string[] = [];

  beforeAll(async () => {
    const imports = await codeImports(commands);
    const reached = reachedFrom(commands, imports);
    needed = imports.packages
      .filter(({ from, to }) => reached.has(from) && !to.startsWith("node:"))
      .map(({ to }) => packageOf(to));
  });

  it("has every package that the commands for users import", () => {
    expect(commands).toEqual(expect.arrayContaining(["scripts/build.ts", "scripts/plan.ts", "scripts/demo.ts"]));
    expect(needed).toEqual(expect.arrayContaining(["esbuild", "hono", "ical-generator"]));
    expect(needed.filter((name) => dependencies[name] === undefined)).toEqual([]);
  });

  it("has what starts them", () => {
    const starters = Object.values(scripts).filter((line) => commands.some((command) => line.includes(command)));
    expect(starters.every((line) => /^(?:node --import )?tsx /.test(line))).toBe(true);
    expect(dependencies).toHaveProperty("tsx");
  });
});
