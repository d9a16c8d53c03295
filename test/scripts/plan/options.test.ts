import { describe, expect, it } from "@jest/globals";
import { type PlanArguments, readPlanOptions } from "../../../scripts/plan/options";

const now = Date.parse("2026-11-23T20:50:41.123Z");
const read = (given: PlanArguments) => readPlanOptions(given, "app/values/schedule.json", now);

describe("readPlanOptions", () => {
  it("plans 35 days of the app's schedule from this minute on", () => {
    expect(read({})).toEqual({
      scheduleFile: "app/values/schedule.json",
      from: Date.parse("2026-11-23T20:50:00Z"),
      until: Date.parse("2026-12-28T20:50:00Z"),
      pricesFile: null,
      diffFile: null,
      format: "text",
    });
  });

  it("ends 35 days after the start given", () => {
    expect(read({ from: "2026-03-01T00:00Z" }).until).toBe(Date.parse("2026-04-05T00:00Z"));
  });

  it.each([
    ["2026-12-01T10:00Z", "2026-12-01T10:00:00.000Z"],
    ["2026-12-01T10:00:30Z", "2026-12-01T10:00:30.000Z"],
    ["2026-12-01T10:00:30.250Z", "2026-12-01T10:00:30.250Z"],
    ["2026-12-01T10:00+05:45", "2026-12-01T04:15:00.000Z"],
    ["2026-12-01T10:00:59-03:30", "2026-12-01T13:30:59.000Z"],
    ["2026-12-01", "2026-12-01T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
  ])("takes %s", (from, instant) => {
    expect(new Date(read({ from, until: "2030-01-01" }).from).toISOString()).toBe(instant);
  });

  it.each<[PlanArguments, string]>([
    [{ from: "tomorrow" }, "--from tomorrow: is not an instant such as 2026-11-29T00:00Z"],
    [{ from: "2026-12-01T10:00" }, "--from 2026-12-01T10:00: is not an instant such as 2026-11-29T00:00Z"],
    [{ from: "" }, "--from : is not an instant such as 2026-11-29T00:00Z"],
    [{ from: "2026-02-29T00:00Z" }, "--from 2026-02-29T00:00Z: does not exist"],
    [{ until: "2026-12-01T24:00Z" }, "--until 2026-12-01T24:00Z: does not exist"],
    [{ until: "2026-12-01T10:00:60Z" }, "--until 2026-12-01T10:00:60Z: does not exist"],
    [{ from: "x", until: "y" }, "--from x: is not an instant such as 2026-11-29T00:00Z\n--until y: is not"],
    [{ from: "2026-12-01", until: "2026-12-01T00:00Z" }, "--until 2026-12-01T00:00Z: is not after 2026-12-01"],
    [{ until: "2026-11-01" }, "--until 2026-11-01: is not after now, 2026-11-23T20:50:00.000Z"],
    [{ json: true, ics: true }, "--json and --ics: only one at a time"],
    [{ diff: "f", html: true }, "--diff: is for the terminal or --json, not --html"],
    [{ diff: "f", prices: "p" }, "--prices: does not go with --diff"],
    [{ ics: true, prices: "p" }, "--prices: does not go with --ics"],
  ])("refuses %j", (given, message) => {
    expect(() => read(given)).toThrow(message);
    expect(() => read(given)).toThrow(expect.objectContaining({ name: "UsageError" }));
  });
});
