import { describe, expect, it } from "@jest/globals";
import type { Schedule } from "../../../src/schedule/model";
import { boundariesBetween, nextBoundary } from "../../../src/schedule/windows/boundaries";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { at, aWindow, iso, schedule, scheduleWith } from "../documents";

function boundaries(one: Schedule, from: string, until: string): string[] {
  return boundariesBetween(one, at(from), at(until)).map((boundary) => `${iso(boundary.at)} ${boundary.window ?? "-"}`);
}

describe("desiredAt", () => {
  it.each([
    ["2026-12-01T11:59:59.999Z", { tier: "M10" }, null, "2026-11-03T02:00Z", { tier: "M50" }],
    ["2026-12-01T12:00:00.000Z", { tier: "M50" }, "month-start", "2026-12-01T12:00Z", { tier: "M10" }],
    ["2026-12-03T01:59:00.000Z", { tier: "M50" }, "month-start", "2026-12-01T12:00Z", { tier: "M10" }],
    ["2026-12-03T02:00:00.000Z", { tier: "M10" }, null, "2026-12-03T02:00Z", { tier: "M50" }],
  ])("of the month-start window at %s", (instant, target, window, since, before) => {
    const desired = desiredAt(schedule(), at(instant));
    expect({ ...desired, since: iso(desired.since ?? 0) }).toEqual({ target, window, since, before });
  });

  it("knows no boundary where there never is one", () => {
    expect(desiredAt(schedule({ windows: [] }), at("2026-06-01T00:00Z"))).toEqual({
      target: { tier: "M10" },
      window: null,
      since: null,
      before: null,
    });
  });

  it("takes a switch between windows of equal targets for no boundary", () => {
    const one = scheduleWith(
      "UTC",
      aWindow({ name: "morning", start: "0 6 * * *", end: "0 12 * * *" }),
      aWindow({ name: "noon", start: "0 11 * * *", end: "0 18 * * *" }),
    );
    expect(boundaries(one, "2026-05-01T00:00Z", "2026-05-02T00:00Z")).toEqual([
      "2026-05-01T06:00Z morning",
      "2026-05-01T18:00Z -",
    ]);
    const { window, since } = desiredAt(one, at("2026-05-01T13:00Z"));
    expect([window, iso(since ?? 0)]).toEqual(["noon", "2026-05-01T06:00Z"]);
  });

  it("lets the first open window of the list win", () => {
    const one = scheduleWith(
      "UTC",
      { name: "quiet", start: "0 8 * * *", duration: "PT2H", tier: "M30" },
      aWindow({ name: "day", start: "0 6 * * *", end: "0 18 * * *" }),
    );
    expect(boundaries(one, "2026-05-01T00:00Z", "2026-05-02T00:00Z")).toEqual([
      "2026-05-01T06:00Z day",
      "2026-05-01T08:00Z quiet",
      "2026-05-01T10:00Z day",
      "2026-05-01T18:00Z -",
    ]);
  });

  it.each([
    ["every minute", "* * * * *", "PT1M", null],
    ["every hour", "0 * * * *", "PT1H", null],
    ["every day", "0 0 * * *", "P1D", null],
  ])("finds a window that is open %s as fast as any", (_, start, duration, since) => {
    const one = scheduleWith("UTC", { name: "always", start, duration, tier: "M50" });
    expect(desiredAt(one, at("2026-06-01T00:00Z")).since).toBe(since);
    expect(nextBoundary(one, at("2026-06-01T00:00Z"))).toBeNull();
  });

  it("refuses instants that the zone data does not reach, except in UTC", () => {
    const berlin = scheduleWith("Europe/Berlin", aWindow());
    expect(() => desiredAt(berlin, at("2047-02-01T00:00Z"))).toThrow("Europe/Berlin");
    expect(() => desiredAt(berlin, Number.NaN)).toThrow("Europe/Berlin");
    expect(desiredAt(schedule(), at("2047-02-01T13:00Z")).window).toBe("month-start");
  });
});

describe("desiredAt behind many switches between equal targets", () => {
  it("finds the boundary almost a year ago", () => {
    const hour = { duration: "PT1H", tier: "M50" };
    const one = scheduleWith(
      "UTC",
      { name: "launch", from: "2026-01-01T00:00", until: "2026-01-02T00:00", tier: "M60" },
      { name: "even", start: "0 */2 * * *", ...hour },
      { name: "odd", start: "0 1-23/2 * * *", ...hour },
    );
    expect(desiredAt(one, at("2026-11-24T00:00Z"))).toMatchObject({
      since: at("2026-01-02T00:00Z"),
      before: { tier: "M60" },
    });
  });
});
