import { describe, expect, it } from "@jest/globals";
import { plain } from "../../../scripts/lib/paint";
import { basisOf, costOf, replaceSizes, usageOf } from "../../../scripts/lib/planning/money/money";
import type { Prices } from "../../../scripts/lib/planning/money/prices";
import { transitionsOf } from "../../../scripts/lib/planning/money/transitions";
import { planJson } from "../../../scripts/plan/shown/json";
import { printPlan } from "../../../scripts/plan/shown/print";
import { describeBasis } from "../../../scripts/plan/shown/words";
import { aDocument, aSchedule, byHours, type Json, officeHours, planOf } from "./builders";

const prices = (hourly: Record<string, number>): Prices => ({
  file: "prices.json",
  currency: "USD",
  hourly: new Map(Object.entries(hourly)),
});

function planned(schedule: Json, from = "2026-12-01T00:00Z", until = "2026-12-08T00:00Z") {
  const [only] = planOf(aDocument(schedule), from, until).schedules;
  if (only === undefined) throw new Error("no schedule");
  return only;
}

describe("transitionsOf", () => {
  it("gives each change its half hour, and one that is overtaken the time until the next", () => {
    const windows = [
      { name: "large", from: "2026-12-01T12:00", until: "2026-12-01T13:00", tier: "M60" },
      { name: "after", from: "2026-12-01T13:00", until: "2026-12-01T13:15", tier: "M30" },
    ];
    expect(transitionsOf(planned(aSchedule({ windows })))).toEqual([
      { before: "M10", after: "M60", hours: 0.5 },
      { before: "M60", after: "M30", hours: 0.25 },
      { before: "M30", after: "M10", hours: 0.5 },
    ]);
  });

  it("ends the last one with the plan", () => {
    expect(transitionsOf(planned(aSchedule(), "2026-12-01T00:00Z", "2026-12-03T02:10Z"))[1]?.hours).toBe(10 / 60);
  });
});

describe("costOf", () => {
  it("counts the larger size while a cluster is made smaller, and nothing more while it grows", () => {
    // 168 h: 38 at M50 and 130 at M10, of which half an hour is billed as M50.
    expect(costOf(usageOf(planned(aSchedule())), prices({ M10: 1, M50: 3 }))).toEqual({
      total: 38 * 3 + 130 + 0.5 * 2,
      changing: { hours: 0.5, cost: 1 },
    });
  });

  it("counts a paused cluster without its storage where that has no price, and with it where it has", () => {
    const day = usageOf(planned(officeHours(), "2026-12-01T00:00Z", "2026-12-02T00:00Z"));
    expect(costOf(day, prices({ M20: 4 }))?.total).toBe(11.25 * 4 + 0.5 * 4);
    expect(costOf(day, prices({ M20: 4, paused: 1 }))?.total).toBe(11.25 * 4 + 12.75 + 0.5 * (4 - 1));
  });

  it("is no sum where another size has no price", () => {
    expect(costOf(usageOf(planned(aSchedule())), prices({ M10: 1 }))).toBeNull();
  });

  it("of a cluster that stays one size has no changes", () => {
    const always = replaceSizes(usageOf(planned(aSchedule())), () => "M50");
    expect(costOf(always, prices({ M50: 3 }))).toEqual({ total: 168 * 3, changing: { hours: 0, cost: 0 } });
  });
});

describe("what the money takes for granted", () => {
  const told = (schedule: Json, hourly: Record<string, number>) =>
    describeBasis(basisOf(prices(hourly), [usageOf(planned(schedule))]));

  it("is said in three sentences: what a price is for, what is assumed, what is left out", () => {
    expect(told(aSchedule(), { M10: 1, M50: 3 })).toEqual([
      "prices.json is taken to give the price of one hour of a whole cluster at each size, with all its nodes",
      "assumed: Atlas takes 30 minutes for a change or a pause, and bills the larger size until it is done",
      "not included: disks larger than those of the tier, backup, data transfer, Search Nodes",
    ]);
  });

  it("names storage while paused where clusters are paused and the file has no price for it", () => {
    expect(told(officeHours(), { M20: 4 })[2]).toMatch(
      /^not included: storage while paused \(prices\.json has no price for paused\), disks/,
    );
    expect(told(officeHours(), { M20: 4, paused: 1 })[2]).not.toContain("paused");
  });

  it("stands below the amounts in the text and beside them in the JSON, and nowhere without prices", () => {
    const plan = planOf(aDocument(aSchedule()), "2026-12-01T00:00Z", "2026-12-08T00:00Z");
    const terminal = { paint: plain, columns: 100 };
    const reckoning = { prices: prices({ M10: 1, M50: 3 }), against: null };
    expect(printPlan(plan, reckoning, terminal)).toMatch(/\n {2}not included: .*Search Nodes\n$/);
    expect(planJson(plan, reckoning)).toMatchObject({
      pricing: { file: "prices.json", minutesPerChange: 30, notes: { length: 3 } },
    });
    expect(printPlan(plan, byHours, terminal)).not.toContain("assumed");
    expect(planJson(plan, byHours)).not.toHaveProperty("pricing");
  });
});
