import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { ALL_ROUTES } from "../../../src/local/admin-api/routes/all";
import { DEFAULT_SETTINGS } from "../../../src/local/admin-api/settings";

const table = readFileSync(join(__dirname, "../../../src/local/README.md"), "utf8");

describe("the fidelity table", () => {
  it.each(ALL_ROUTES.map((route) => `${route.method} ${route.path.replace(/\/:(\w+)/g, "/{$1}")}`))(
    "has a row for %s",
    (route) => expect(table.includes(`\`${route}\``)).toBe(true),
  );

  it.each(Object.keys(DEFAULT_SETTINGS))("explains the switch %s", (name) =>
    expect(table.includes(`\`${name}\``)).toBe(true),
  );
});
