import { describe, expect, it } from "@jest/globals";
import { aFleet, described, json } from "../../scripts/bench/busy-fleet";
import { scaleUp } from "../../src/operations/scale-up";

const project = "5e1ec444970199272441a214";

const schedule = {
  timezone: "UTC",
  schedules: [
    {
      name: "shop",
      clusters: ["shop"],
      baseline: { tier: "M10" },
      windows: [{ name: "day", from: "2026-12-01T12:00", until: "2026-12-02T12:00", tier: "M50" }],
    },
  ],
};

describe("a description that this app does not understand", () => {
  it("fails a change by hand with the reason, and nothing is written", async () => {
    const fleet = aFleet({
      schedule,
      clusters: { [project]: [{ name: "shop", tier: "M10" }] },
      from: "2026-12-01T12:00:00Z",
      instead: ({ url }) => (url.endsWith("/clusters/shop") ? json({ name: "shop", stateName: "IDLE" }) : null),
    });
    const run = await fleet.run((ports) => scaleUp(ports, { cluster: "shop" }));
    expect(run.error).toContain(
      `FAILED unreadable: ${project}/shop: Atlas described the cluster in a way that this app does not understand: ` +
        "replicationSpecs is missing. Deploy a newer release of this app, or report the problem to its authors",
    );
    expect(run.asked).toEqual([]);
  });

  it("is that of another cluster, and no change is made of it", async () => {
    const fleet = aFleet({
      schedule,
      clusters: { [project]: [{ name: "shop", tier: "M10" }] },
      from: "2026-12-01T12:00:00Z",
      instead: ({ url }) => (url.endsWith("/clusters/shop") ? json(described("other", "M10")) : null),
    });
    const run = await fleet.run((ports) => scaleUp(ports, { cluster: "shop" }));
    expect(run.error).toContain("name is that of another cluster");
    expect(run.asked).toEqual([]);
  });
});
