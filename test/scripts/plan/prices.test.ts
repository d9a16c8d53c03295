import { describe, expect, it } from "@jest/globals";
import { readPrices } from "../../../scripts/lib/planning/money/prices";
import { planJson } from "../../../scripts/plan/shown/json";
import { describeSavings } from "../../../scripts/plan/shown/words";
import { aDocument, aSchedule, type Json, jsonFile, planOf } from "./builders";

const hourly = { M10: 0.08, M50: 2 };

describe("readPrices", () => {
  it("reads prices of tiers, bounds and paused", () => {
    const file = jsonFile({ currency: "EUR", hourly: { ...hourly, "M30-M60": 1.5, M40_NVME: 3, paused: 0 } });
    const { currency, hourly: found } = readPrices(file);
    expect(currency).toBe("EUR");
    expect([...found.keys()]).toEqual(["M10", "M50", "M30-M60", "M40_NVME", "paused"]);
  });

  it("refuses a file with everything that is wrong with it, each by its path", () => {
    const file = jsonFile({
      currency: 5,
      hourly: { M50: "2", M55: 1, paused: -1, "M30-M60-M80": 1, M10: null },
      hourlyy: {},
    });
    const complaints = (() => {
      try {
        readPrices(file);
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(complaints.split("\n").map((line) => line.replace(`${file}: `, ""))).toEqual([
      "hourlyy: unknown key: did you mean hourly?",
      'currency: 5 is not a currency such as "USD"',
      'hourly.M50: "2" is not a price per hour',
      "hourly.M55: is neither a tier, nor bounds such as M30-M60, nor paused, running or unmanaged: did you mean M50?",
      "hourly.paused: -1 is not a price per hour",
      "hourly.M30-M60-M80: is neither a tier, nor bounds such as M30-M60, nor paused, running or unmanaged",
      "hourly.M10: null is not a price per hour",
    ]);
  });

  it.each([[[]], ["prices"], [null], [{}], [{ currency: "USD" }], [{ currency: "USD", hourly: [] }]])(
    "refuses %j by its name",
    (content) => {
      const file = jsonFile(content);
      expect(() => readPrices(file)).toThrow(file);
    },
  );
});

describe("savings", () => {
  const savings = (schedule: Json, prices: Json, against: string | null = null) => {
    const plan = planOf(aDocument(aSchedule(schedule)), "2026-12-01T00:00Z", "2027-01-01T00:00Z");
    const read = readPrices(jsonFile({ currency: "USD", hourly: prices }, "prices.json"));
    const [planned] = plan.schedules;
    const lines = planned ? describeSavings(planned, { prices: read, against }) : [];
    return {
      lines,
      json: (planJson(plan, { prices: read, against }) as { savings: Record<string, unknown> }).savings.billing,
    };
  };

  it("come to what staying at the largest tier would cost more", () => {
    // 744 h: 38 at M50 and 706 at M10.
    const { lines, json } = savings({ clusters: ["a", "b"] }, hourly);
    expect(lines).toEqual([
      "706 of 744 h at M50 avoided (94.9%), compared with a cluster that is always M50",
      "cost per cluster: 133.44 USD instead of 1,488.00 USD at M50; saves 1,354.56 USD (91.0%), 2,709.12 USD for 2 clusters",
      "0.96 USD of that is for 0.5 h in which Atlas makes the cluster smaller or pauses it, at the larger size",
    ]);
    expect(json).toEqual({
      against: "M50",
      hours: 706,
      hoursAbove: 0,
      currency: "USD",
      cost: 133.44,
      changing: { hours: 0.5, cost: 0.96 },
      costAgainst: 1488,
      saved: 1354.56,
      unpriced: [],
    });
  });

  it("name the sizes without a price and guess no sum", () => {
    const { lines, json } = savings({}, { M50: 2 });
    expect(lines[1]).toMatch(/^no costs: .*prices\.json has no price for M10$/);
    expect(json).toMatchObject({ cost: null, costAgainst: null, saved: null, unpriced: ["M10"] });
  });

  it("say that analytics nodes are left out, and that a schedule is not on", () => {
    expect(savings({ baseline: { tier: "M10", analyticsTier: "M20" }, windows: [] }, hourly).lines).toContain(
      "analytics nodes are not included in the costs",
    );
    expect(savings({ mode: "report" }, hourly).lines[0]).toMatch(/^if it were on: 706/);
  });

  it("are those of the pauses where the schedule names no size", () => {
    const day = { name: "day", start: "0 8 * * *", end: "0 20 * * *", paused: false };
    const { lines } = savings({ baseline: { paused: true }, windows: [day] }, { paused: 1, running: 3 });
    expect(lines).toEqual([
      "372 of 744 h paused (50.0%), compared with a cluster that is always running",
      "cost per cluster: 1,519.00 USD instead of 2,232.00 USD while running; saves 713.00 USD (31.9%)",
      "31.00 USD of that is for 15.5 h in which Atlas makes the cluster smaller or pauses it, at the larger size",
    ]);
  });

  it("leave out the hours in which the size is open", () => {
    const day = { name: "day", start: "0 8 * * *", end: "0 20 * * *", unmanaged: true };
    const night = { name: "night", start: "0 0 * * *", end: "0 6 * * *", paused: true };
    const { lines, json } = savings({ windows: [day, night] }, { paused: 1, M10: 2, unmanaged: 5 });
    expect(lines).toEqual([
      "186 of 744 h at M10 avoided (25.0%), compared with a cluster that is always M10",
      "372 h not counted, because the schedule leaves the size open",
      // Atlas is seen to change it from the unknown size as well, in either case.
      "cost per cluster: 2,480.00 USD instead of 2,650.50 USD at M10; saves 170.50 USD (6.4%)",
      "62.00 USD of that is for 31 h in which Atlas makes the cluster smaller or pauses it, at the larger size",
    ]);
    expect(json).toMatchObject({ against: "M10", hours: 186, saved: 170.5 });
    expect(savings({ windows: [day] }, { M10: 2 }).lines[0]).toBe(
      "never below M10 by the schedule, so nothing is certain to be saved",
    );
  });

  it("are those compared with the tier that is given", () => {
    const { lines, json } = savings({}, { M10: 0.1, M40: 1, M50: 2 }, "M40");
    expect(lines).toEqual([
      "706 of 744 h at M40 avoided (94.9%), compared with a cluster that is always M40; 38 h above M40",
      "cost per cluster: 147.55 USD instead of 744.00 USD at M40; saves 596.45 USD (80.2%)",
      "0.95 USD of that is for 0.5 h in which Atlas makes the cluster smaller or pauses it, at the larger size",
    ]);
    expect(json).toMatchObject({ against: "M40", hours: 706, hoursAbove: 38, costAgainst: 744, saved: 596.45 });
    expect(savings({}, { M10: 0.1, M50: 2 }, "M10").lines).toEqual([
      "never below M10, so nothing is saved; 38 h above M10",
      "cost per cluster: 147.55 USD instead of 74.40 USD at M10; costs more by 73.15 USD (98.3%)",
      "0.95 USD of that is for 0.5 h in which Atlas makes the cluster smaller or pauses it, at the larger size",
    ]);
  });

  it("are none where nothing changes", () => {
    expect(savings({ windows: [] }, hourly).lines[0]).toBe("always at M10, so nothing is saved");
  });
});
