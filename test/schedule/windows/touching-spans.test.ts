import { describe, expect, it } from "@jest/globals";
import { readCron } from "../../../src/schedule/calendar/cron";
import { findZone, type Zone } from "../../../src/schedule/calendar/zone";
import { spansOfDuration } from "../../../src/schedule/windows/spans-of-duration";
import { at } from "../documents";

const minute = (instant: string) => at(instant) / 60_000;

/** A zone that counts how often its table is looked into. */
function counted(name: string): { readonly zone: Zone; looks(): number } {
  const zone = findZone(name);
  if (zone === null) throw new Error(`no zone ${name}`);
  let looks = 0;
  const { starts, offsets } = zone;
  return {
    zone: {
      name,
      offsets,
      get starts() {
        looks += 1;
        return starts;
      },
    },
    looks: () => looks,
  };
}

describe("a window that every day reopens before it closes", () => {
  const line = readCron("59 17 * * *");
  if ("problems" in line) throw new Error("not a line");
  const leftOut = minute("2027-01-15T00:00Z") / 1440;
  const except = (month: number) => (month === 2027 * 12 ? 1 << 15 : 0);

  it.each(["UTC", "America/New_York"])(
    "is followed to its end by months, not by days, though a day is left out (%s)",
    (name) => {
      const { zone, looks } = counted(name);
      const spans = spansOfDuration({ start: line, zone, except, lead: 0 }, { days: 0, minutes: 30 * 60 });
      const start = minute("2027-02-01T12:00Z");
      expect(spans.isOpen(start)).toBe(true);
      spans.changeAfter(start, true);
      expect(looks()).toBeLessThan(20_000);
    },
  );

  it("is followed once, however often its end is asked for", () => {
    const { zone, looks } = counted("UTC");
    const spans = spansOfDuration({ start: line, zone, except: null, lead: 0 }, { days: 0, minutes: 30 * 60 });
    const start = minute("2027-02-01T12:00Z");
    const closes = spans.changeAfter(start, true);
    const once = looks();
    for (let day = 0; day < 100; day += 1) expect(spans.changeAfter(start + day * 1440, true)).toBe(closes);
    expect(looks()).toBe(once);
  });

  it("closes on the day that is left out and opens on the next", () => {
    const { zone } = counted("UTC");
    const spans = spansOfDuration({ start: line, zone, except, lead: 0 }, { days: 0, minutes: 30 * 60 });
    const closes = (leftOut - 1) * 1440 + 17 * 60 + 59 + 30 * 60;
    expect(spans.changeAfter(minute("2027-01-02T12:00Z"), true)).toBe(closes);
    expect(spans.isOpen(closes)).toBe(false);
    expect(spans.changeAfter(closes, false)).toBe((leftOut + 1) * 1440 + 17 * 60 + 59);
    expect(spans.changeBy(minute("2027-06-01T12:00Z"), true, minute("2001-01-01T00:00Z"))).toBe(
      (leftOut + 1) * 1440 + 17 * 60 + 59,
    );
  });
});
