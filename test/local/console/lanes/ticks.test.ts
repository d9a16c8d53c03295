import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { axisTicks } from "../../../../src/local/console/lanes/ticks";
import { DAY, HOUR, start, tenDays } from "./a-lane";

const axisOf = (from: string, until: string) => ({ from: Date.parse(from), until: Date.parse(until), now: null });
const labelsOf = (ticks: ReturnType<typeof axisTicks>) =>
  ticks.map(({ label, isMajor }) => (isMajor ? `*${label}` : label)).join(" ");

describe("axisTicks", () => {
  it.each([
    ["2026-12-01T00:10Z", "2026-12-01T01:00Z", 600, "00:10 00:15 00:20 00:25 00:30 00:35 00:40 00:45 00:50 00:55"],
    ["2026-12-01T20:00Z", "2026-12-02T14:00Z", 400, "21:00 *2 Dec 03:00 06:00 09:00 12:00"],
    ["2026-12-29T12:00Z", "2027-01-02T00:00Z", 300, "30 Dec 31 Dec *1 Jan"],
    ["2026-12-20T00:00Z", "2027-01-08T00:00Z", 600, "21 Dec 23 Dec 25 Dec 27 Dec 29 Dec *1 Jan 3 Jan 5 Jan 7 Jan"],
    ["2028-02-22T00:00Z", "2028-03-06T00:00Z", 400, "23 Feb 25 Feb 27 Feb *1 Mar 3 Mar 5 Mar"],
    ["2026-12-01T00:00Z", "2026-12-31T00:00Z", 300, "7 Dec 14 Dec 21 Dec 28 Dec"],
    ["2026-09-01T00:00Z", "2027-03-02T00:00Z", 500, "Sep Oct Nov Dec *2027 Feb Mar"],
    ["2026-06-01T00:00Z", "2036-06-01T00:00Z", 300, "2028 2030 2032 2034 2036"],
  ])("from %s to %s in %i pixels", (from, until, width, labels) => {
    expect(labelsOf(axisTicks(axisOf(from, until), width))).toBe(labels);
  });

  it("stand at the zone's own hours and days, across a clock change too", () => {
    const change = Date.parse("2026-10-25T01:00Z");
    const berlin = (ms: number) => (ms < change ? 120 : 60);
    const ticks = axisTicks(axisOf("2026-10-24T21:00Z", "2026-10-26T00:00Z"), 540, berlin);
    expect(ticks.map(({ at, label }) => `${new Date(at).toISOString().slice(8, 16)} ${label}`)).toEqual([
      "24T22:00 25 Oct",
      "25T02:00 03:00",
      "25T05:00 06:00",
      "25T08:00 09:00",
      "25T11:00 12:00",
      "25T14:00 15:00",
      "25T17:00 18:00",
      "25T20:00 21:00",
      "25T23:00 26 Oct",
    ]);
  });

  it("are inside the axis, in order, and far enough apart for their labels", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_000 * 24 }),
        fc.integer({ min: -50_000, max: 50_000 }),
        fc.integer({ min: 60, max: 4_000 }),
        fc.constantFrom(-210, 0, 330),
        (hours, first, width, offset) => {
          const axis = { from: start + first * HOUR, until: start + (first + hours) * HOUR, now: null };
          const xs = axisTicks(axis, width, () => offset).map(({ x }) => x);
          expect(xs.every((x) => x >= 0 && x < width)).toBe(true);
          expect(xs.slice(1).every((x, index) => x - (xs[index] ?? 0) >= 45)).toBe(true);
        },
      ),
    );
  });

  it("of an empty axis are none", () => {
    expect(axisTicks({ ...tenDays, until: tenDays.from }, 300)).toEqual([]);
    expect(axisTicks({ ...tenDays, until: tenDays.from - DAY }, 300)).toEqual([]);
    expect(axisTicks(tenDays, 0).length).toBeLessThan(3);
  });
});
