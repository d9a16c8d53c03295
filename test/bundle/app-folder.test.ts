import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { type Node, parse } from "acorn";
import { checkBundle } from "../../scripts/build/bundle-check";
import { functionManifest, functionNames } from "../../scripts/build/functions";
import { appDir, projectDir } from "../../scripts/lib/paths";
import { readAppFolder } from "../../src/local/app-folder/read-app-folder";
import { type Built, theBuiltApp } from "./built";

let built: Built;

beforeAll(async () => {
  built = await theBuiltApp();
});

describe.each(functionNames())("functions/%s.js", (name) => {
  const source = () => built.functions.get(name) ?? "";

  it("passes the check of what the runtime lacks", () => {
    expect(checkBundle(source())).toEqual([]);
  });

  it("is at most 100 KB of text that people can read", () => {
    expect(source().length).toBeGreaterThan(10_000);
    expect(Buffer.byteLength(source())).toBeLessThanOrEqual(100_000);
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
    expect(JSON.parse(readFileSync(join(appDir, "functions/config.json"), "utf8"))).toEqual(functionManifest());
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
