import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { plain } from "../../../scripts/lib/paint";
import { statusWith } from "../../../scripts/status";
import { printStatus } from "../../../scripts/status/print";
import { statusIn } from "../../../scripts/status/sources";
import type { Status } from "../../../src/operations/status";
import { endOf } from "../a-command";
import { aDeploying, builtFolder, type Deploying } from "../deploy/a-deployment";

const once = statusWith(async () => false);

let built: string;
let at: Deploying;
beforeAll(async () => {
  built = await builtFolder();
  at = await aDeploying(built);
});
afterAll(async () => {
  await at.stop();
  rmSync(built, { recursive: true, force: true });
});

describe("npm run status", () => {
  it("says that there is no app before anything was deployed", async () => {
    const { code, err } = await endOf(once, [], at.env);
    expect({ code, err }).toEqual({
      code: 2,
      err: "the project 5e1ec444970199272441a214 has no app atlas-cluster-scheduler: deploy it with npm run deploy, or name another with --app\n",
    });
  });

  it("shows what the deployed app reports, in a table or as JSON", async () => {
    await at.deploy(["--yes"]);
    const { code, out, err } = await endOf(once, [], at.env);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(
      [
        "Status of the app atlas-cluster-scheduler of the project 5e1ec444970199272441a214",
        "1 cluster for 2026-11-01T00:00Z (dry run): 1 unchanged, 0 failures",
        "Schedule: the Value schedule",
        "",
        "  cluster   is   should be  why         since             next",
        "  Cluster0  M10  M10        as desired  2026-10-03 02:00  2026-11-01 12:00 M50",
        "",
      ].join("\n"),
    );
    const json = JSON.parse((await endOf(once, ["--json", "--cluster", "Cluster0"], at.env)).out);
    expect(json).toMatchObject({
      clusters: [{ cluster: "Cluster0", next: { at: "2026-11-01T12:00Z" } }],
      failures: [],
    });
  });

  it.each([
    undefined,
    null,
    5,
    "Hello",
    {},
    { clusters: [], failures: [] },
    { clusters: {}, failures: [], warnings: [], schedule: {} },
  ])("says that what it got is no status of ours: %j", (result) => {
    expect(() => statusIn(result, "a-b")).toThrow("status of the app a-b does not report as this release does");
  });

  it("goes on with --watch, shows failures, and ends with 1 if the last answer had any", async () => {
    let pauses = 0;
    const twice = statusWith(async () => {
      if (pauses === 0) at.atlas.state.deleteCluster("5e1ec444970199272441a214", "Cluster0");
      await at.atlas.keeper.clock.advanceBy(60 * 60_000);
      pauses += 1;
      return pauses < 2;
    });
    const { code, out, err } = await endOf(twice, ["--watch"], at.env);
    expect(out.match(/^Schedule: /gm)).toHaveLength(2);
    expect(out).toContain("FAILED (not-found): ");
    expect({ code, err }).toEqual({ code: 1, err: "there is a failure\n" });
  });

  it("needs no deployed app with --local", async () => {
    const { code, out } = await endOf(once, ["--local"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Status of a local Atlas made for this call, which says nothing of real clusters\n/);
    expect(out).toMatch(/^ {2}Cluster0 {2}M\d\d /m);
  });
});

describe("printStatus", () => {
  const aStatus = (cluster: object, changes: object = {}) =>
    ({
      at: "2026-12-01T12:00Z",
      summary: "1 cluster",
      schedule: {
        from: "environment",
        isTheOneBuilt: false,
        zoneData: { version: "2026f", until: "2047-01-01T00:00Z" },
      },
      clusters: [
        {
          project: "5e1ec444970199272441a214",
          cluster: "shop",
          mode: "report",
          desired: { tier: "M50" },
          since: null,
          next: null,
          observed: { paused: false, tiers: ["M10"], analyticsTiers: ["M20"], autoScaling: null, state: "UPDATING" },
          decision: { do: "resize" },
          explanation: { what: "resize M10 to M50", why: "the window opened" },
          ...cluster,
        },
      ],
      failures: [],
      warnings: ["look"],
      ...changes,
    }) as unknown as Status;

  it("says everything that an operator must not miss", () => {
    const why = "resize M10 to M50: the window opened (mode report: nothing is sent)";
    expect(printStatus("the app", aStatus({}), plain)).toBe(
      [
        "Status of the app",
        "1 cluster",
        "Schedule: the environment's value schedule; it was edited since the build, so a change may come up to 15 minutes late until the next npm run deploy",
        "",
        `  cluster  is                            should be  ${"why".padEnd(why.length)}  since   next`,
        `  shop     M10, analytics M20, UPDATING  M50        ${why}  always  never`,
        "",
        "warning: look",
        "",
      ].join("\n"),
    );
  });

  it.each([
    [
      80,
      [
        "  shop     M10, analytics M20, UPDATING  M50        resize M10 to M50: the    always  never",
        "                                                    window opened (mode",
        "                                                    report: nothing is sent)",
      ],
    ],
    [
      110,
      [
        "  shop     M10, analytics M20, UPDATING  M50        resize M10 to M50: the window opened (mode  always  never",
        "                                                    report: nothing is sent)",
      ],
    ],
    [
      140,
      [
        "  shop     M10, analytics M20, UPDATING  M50        resize M10 to M50: the window opened (mode report: nothing is sent)  always  never",
      ],
    ],
  ])("breaks the reason into lines in a terminal of %i columns", (columns, lines) => {
    expect(printStatus("the app", aStatus({}), plain, columns).split("\n").slice(5, -3)).toEqual(lines);
  });

  it("colours by what is to be done", () => {
    const styles: unknown[] = [];
    for (const decision of ["nothing", "resize", "held", "refuse"]) {
      printStatus("the app", aStatus({ decision: { do: decision } }), (style, text) => {
        if (text.startsWith("M10")) styles.push(style);
        return text;
      });
    }
    expect(styles).toEqual(["green", "cyan", "yellow", "red"]);
  });
});
