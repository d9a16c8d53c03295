import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { SERVICE_ROUTES } from "../../../src/local/app-services/routes/all";

const table = readFileSync(join(__dirname, "../../../src/local/app-services/README.md"), "utf8");

describe("the fidelity table of App Services", () => {
  it.each(SERVICE_ROUTES.map((route) => `${route.method} ${route.path.replace(/\/:(\w+)/g, "/{$1}")}`))(
    "has a row with its source for %s",
    (route) => {
      const row = table.split("\n").find((line) => line.startsWith(`| \`${route}\` |`));
      expect(row).toMatch(/^\| [^|]+ \| [^|]+ \| [^|\s][^|]+ \|$/);
    },
  );

  it("has no row for a route that is not there", () => {
    const rows = [...table.matchAll(/^\| `([A-Z]+ \/(?:auth|groups)[^`]*)` \|/gm)].map(([, route]) => route);
    expect(rows).toHaveLength(SERVICE_ROUTES.length);
  });
});
