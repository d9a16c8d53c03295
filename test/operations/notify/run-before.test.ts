import { describe, expect, it } from "@jest/globals";
import { runBefore } from "../../../src/operations/notify/run-before";
import { parseDocument } from "../../../src/schedule/document/parse";

const document = parseDocument({
  timezone: "UTC",
  schedules: [
    {
      name: "s",
      clusters: ["c"],
      baseline: { tier: "M10" },
      windows: [{ name: "w", start: "0 12 * * *", end: "30 12 * * *", tier: "M30" }],
    },
  ],
});
const schedules = "config" in document ? document.config.schedules : [];
const minutes = [7, 22, 37, 52];

describe("runBefore", () => {
  it.each([
    ["12:00", "11:52"],
    ["12:07", "12:00"],
    ["12:22", "12:07"],
    ["12:30", "12:22"],
    ["12:37", "12:30"],
    ["12:52", "12:37"],
    ["13:07", "12:52"],
    ["00:07", "23:52"],
  ])("of the run at %s is the one at %s: a heartbeat or a boundary", (at, before) => {
    const ms = Date.parse(`2026-12-02T${at}:00Z`);
    expect(new Date(runBefore(ms, schedules, minutes)).toISOString().slice(11, 16)).toBe(before);
  });

  it("cuts a day into spans that neither overlap nor leave anything out", () => {
    const runs = [...Array(24).keys()].flatMap((hour) => minutes.map((minute) => (hour * 60 + minute) * 60_000));
    const all = [...runs, 12 * 3_600_000, 12.5 * 3_600_000].sort((a, b) => a - b);
    const day = Date.parse("2026-12-02T00:00Z");
    for (const [index, ms] of all.entries()) {
      if (index > 0) expect(runBefore(day + ms, schedules, minutes)).toBe(day + (all[index - 1] ?? 0));
    }
  });

  it("is a quarter of an hour ago where nobody knows the heartbeat", () => {
    const ms = Date.parse("2026-12-02T15:03:00Z");
    expect(runBefore(ms, schedules, [])).toBe(ms - 15 * 60_000);
  });
});
