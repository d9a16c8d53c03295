import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { type Node, parse, tokenizer } from "acorn";
import { checkBundle } from "../../scripts/build/bundle-check";
import { functionManifestEntry, functionNames } from "../../scripts/build/functions";
import { appDir, projectDir } from "../../scripts/lib/paths";
import { readAppFolder } from "../../src/local/app-folder/read-app-folder";
import { type Built, theBuiltApp } from "./built";

let built: Built;

beforeAll(async () => {
  built = await theBuiltApp();
});

const sourceDir = join(projectDir, "src");
const words = new Set(
  readdirSync(sourceDir, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith("local"))
    .flatMap((file) => readFileSync(join(sourceDir, file), "utf8").match(/[A-Za-z_$][\w$]*/g) ?? []),
);
/** Its helpers, its temporary variables, and the error that a `catch` of the source leaves out. */
const namesOfEsbuild = /^(?:__[A-Za-z]+|_[a-z]\d*|e)$/;

describe.each(functionNames())("functions/%s.js", (name) => {
  const source = () => built.functions.get(name) ?? "";

  it("passes the check of what the runtime lacks", () => {
    expect(checkBundle(source())).toEqual([]);
  });

  it("is at most 256 KB of text that people can read", () => {
    expect(source().length).toBeGreaterThan(10_000);
    expect(Buffer.byteLength(source())).toBeLessThanOrEqual(256 * 1024);
    expect(
      Math.max(
        ...source()
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThan(1_000);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: anything beyond ASCII is what is looked for
    expect(source()).not.toMatch(/[^\x00-\x7f]/);
  });

  it("is one ES2017 script that ends by assigning a function to exports", () => {
    const { body } = parse(source(), { ecmaVersion: 2017, sourceType: "script" });
    const last = body[body.length - 1] as Node & {
      readonly expression?: { readonly left?: { readonly name?: string }; readonly right?: { readonly type?: string } };
    };
    expect(last.expression?.left?.name).toBe("exports");
    expect(last.expression?.right?.type).toBe("FunctionExpression");
  });

  it("says at its head which version it is and where its source is", () => {
    const { version } = JSON.parse(readFileSync(join(projectDir, "package.json"), "utf8")) as { version: string };
    const head = source().slice(0, source().indexOf('"use strict"'));
    expect(head).toContain(`${name}: a function of atlas-cluster-scheduler ${version}`);
    expect(head).toContain(`src/functions/${name}.ts`);
  });

  it("holds module after module, each under its path, the function's own last", () => {
    const paths = [...source().matchAll(/^\/\/ (src\/.*)$/gm)].map(([, path]) => path ?? "");
    expect(paths.length).toBeGreaterThan(10);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => !existsSync(join(projectDir, path)))).toEqual([]);
    expect(paths[paths.length - 1]).toBe(`src/functions/${name}.ts`);
  });

  /** esbuild numbers a name (`name2`) where another module declares the same at its top: rename one of the two. */
  it("has the names of the source", () => {
    const modules = source().slice(source().indexOf("\n// src/"), source().lastIndexOf("return functionEntry;"));
    const names = Array.from(tokenizer(modules, { ecmaVersion: 2017 }))
      .filter(({ type }) => type.label === "name")
      .map((token) => modules.slice(token.start, token.end));
    const others = names.filter((one) => !words.has(one));
    expect([...new Set(others)].filter((one) => !namesOfEsbuild.test(one))).toEqual([]);
  });

  it("says at its head what it was built for, in ASCII, if it asks for that", () => {
    const head = source().slice(0, source().indexOf("\n// src/"));
    expect(head.includes("\nconst BUILT_FROM = {")).toBe(source().includes("typeof BUILT_FROM"));
    expect(source()).toMatch(/^[\n -~]*$/);
  });

  it("names nothing of the machine that built it", () => {
    expect(source()).not.toContain(projectDir);
    expect(source()).not.toContain(built.dir);
    expect(source()).not.toContain("sourceMappingURL");
  });
});

describe("the app folder", () => {
  it("is one that App Services takes once the Secrets are there, and not before", () => {
    const taken = readAppFolder(built.dir, { secretNames: ["atlas-public-key", "atlas-private-key"] });
    expect(taken).not.toHaveProperty("issues");
    const early = readAppFolder(built.dir, { secretNames: ["atlas-public-key"] });
    expect(early).toMatchObject({ issues: [{ where: expect.stringContaining("values/ATLAS_PRIVATE_KEY.json") }] });
  });

  it("is built the same every time", async () => {
    const again = await theBuiltApp();
    expect(again.functions).toEqual(built.functions);
    expect(again.json("triggers")).toEqual(built.json("triggers"));
  });

  it("declares every function private, run as system, and nothing else", () => {
    const { "config.json": manifest } = built.json("functions");
    expect(manifest).toEqual(functionNames().map((name) => ({ name, private: true, run_as_system: true })));
    expect([...built.functions.keys()].sort()).toEqual(functionNames());
    expect(JSON.parse(readFileSync(join(appDir, "functions/config.json"), "utf8"))).toEqual(
      functionNames().map(functionManifestEntry),
    );
  });

  it("has the triggers of the example: a line of the calendar each, and a heartbeat away from them", () => {
    const trigger = (name: string, schedule: string) => ({
      name,
      type: "SCHEDULED",
      config: { schedule, skip_catchup_events: true },
      function_name: "reconcile",
      disabled: false,
    });
    expect(built.json("triggers")).toEqual({
      "billing-month-start-opens.json": trigger("billing-month-start-opens", "0 12 1 * *"),
      "billing-month-start-closes.json": trigger("billing-month-start-closes", "0 2 3 * *"),
      "heartbeat.json": trigger("heartbeat", "7,22,37,52 * * * *"),
    });
  });

  it("links both halves of the key to Secrets, and carries no credential and no app id", () => {
    const values = built.json("values");
    expect(values["ATLAS_PUBLIC_KEY.json"]).toEqual({
      name: "ATLAS_PUBLIC_KEY",
      value: "atlas-public-key",
      from_secret: true,
    });
    expect(values["ATLAS_PRIVATE_KEY.json"]).toEqual({
      name: "ATLAS_PRIVATE_KEY",
      value: "atlas-private-key",
      from_secret: true,
    });
    expect(values["ATLAS_BASE_URL.json"]).toMatchObject({ value: "https://cloud.mongodb.com/api/atlas/v2" });
    expect(JSON.parse(readFileSync(join(appDir, "realm_config.json"), "utf8"))).not.toHaveProperty("app_id");
  });
});
