import { describe, expect, it } from "@jest/globals";
import { readPlanOptions } from "../../../scripts/plan/options";

const now = Date.parse("2026-11-23T20:50:41.123Z");
const read = (...args: string[]) => readPlanOptions(args, now);

describe("readPlanOptions", () => {
  it("plans 35 days of the app's schedule from this minute on", () => {
    expect(read()).toEqual({
      schedule: null,
      environment: null,
      from: Date.parse("2026-11-23T20:50:00Z"),
      until: Date.parse("2026-12-28T20:50:00Z"),
      prices: null,
      against: null,
      diff: null,
      strict: false,
      now,
      format: "text",
      page: null,
    });
  });

  it("ends 35 days after the start given", () => {
    expect(read("--from", "2026-03-01T00:00Z").until).toBe(Date.parse("2026-04-05T00:00Z"));
  });

  it.each([
    ["--html", null],
    ["--html -", null],
    ["--html --strict", null],
    ["--html plan.html", "plan.html"],
    ["--html=plan.html --strict", "plan.html"],
    ["--html --diff earlier.json", null],
    ["--diff earlier.json --html changes.html", "changes.html"],
  ])("takes %s for a page", (line, page) => {
    expect(read(...line.split(" "))).toMatchObject({ format: "html", page });
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
    expect(new Date(read("--from", from, "--until", "2030-01-01").from).toISOString()).toBe(instant);
  });

  it.each([
    ["--from tomorrow", "--from tomorrow: is not an instant such as 2026-11-29T00:00Z"],
    ["--from 2026-12-01T10:00", "--from 2026-12-01T10:00: is not an instant such as 2026-11-29T00:00Z"],
    ["--from=", "--from : is not an instant such as 2026-11-29T00:00Z"],
    ["--from 2026-02-29T00:00Z", "--from 2026-02-29T00:00Z: does not exist"],
    ["--until 2026-12-01T24:00Z", "--until 2026-12-01T24:00Z: does not exist"],
    ["--until 2026-12-01T10:00:60Z", "--until 2026-12-01T10:00:60Z: does not exist"],
    ["--from x --until y", "--from x: is not an instant such as 2026-11-29T00:00Z\n--until y: is not"],
    [
      "--from 2026-12-01 --until 2026-12-01T00:00Z",
      "--until 2026-12-01T00:00:00.000Z: must be after --from, 2026-12-01T00:00:00.000Z",
    ],
    ["--until 2026-11-01", "--until 2026-11-01T00:00:00.000Z: must be after now, 2026-11-23T20:50:00.000Z"],
    ["--json --ics", "--json and --ics: choose one"],
    ["--diff f --ics", "--diff cannot be combined with --ics"],
    ["--html=", "--html : names no file"],
    ["--json --html plan.html", "--json and --html: choose one"],
    ["--diff f --against M40", "--against cannot be combined with --diff"],
    ["--against M41", "--against M41: is no tier: did you mean M40?"],
    ["--ics --prices p", "--prices cannot be combined with --ics"],
    ["--from x --json --ics", "--from x: is not an instant such as 2026-11-29T00:00Z\n--json and --ics: choose one"],
  ])("refuses %s", (line, message) => {
    expect(() => read(...line.split(" "))).toThrow(message);
    expect(() => read(...line.split(" "))).toThrow(expect.objectContaining({ name: "UsageError" }));
  });
});
