import { describe, expect, it } from "@jest/globals";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { at, aWindow, iso, scheduleWith } from "../documents";

describe("a window that opens twice within an hour of its end", () => {
  const one = scheduleWith("UTC", aWindow({ start: "30 11,12 * * *", end: "0 12,13 * * *" }));

  it.each([
    ["2026-12-01T11:45Z", "M50", "2026-12-01T11:30Z"],
    ["2026-12-01T12:15Z", "M10", "2026-12-01T12:00Z"],
    ["2026-12-01T12:45Z", "M50", "2026-12-01T12:30Z"],
    ["2026-12-01T13:15Z", "M10", "2026-12-01T13:00Z"],
  ])("is at %s what it has been since the last of its spans began or ended", (instant, tier, since) => {
    const desired = desiredAt(one, at(instant));
    expect([desired.target, iso(desired.since ?? 0)]).toEqual([{ tier }, since]);
  });
});
