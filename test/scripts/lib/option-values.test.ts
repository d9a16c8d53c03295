import { describe, expect, it } from "@jest/globals";
import { readCountOption, readInstantOption } from "../../../scripts/lib/option-values";

describe("readInstantOption", () => {
  it("takes an instant to the millisecond, and a date alone for its midnight in UTC", () => {
    const problems: string[] = [];
    expect(readInstantOption("--from", "2026-11-29T13:00:59.5+01:00", problems)).toBe(
      Date.UTC(2026, 10, 29, 12, 0, 59, 500),
    );
    expect(readInstantOption("--from", "2026-11-29", problems)).toBe(Date.UTC(2026, 10, 29));
    expect(readInstantOption("--from", undefined, problems)).toBeNull();
    expect(problems).toEqual([]);
  });

  it("collects what is wrong", () => {
    const problems: string[] = [];
    expect(readInstantOption("--from", "tomorrow", problems)).toBeNull();
    expect(readInstantOption("--until", "2026-02-30", problems)).toBeNull();
    expect(problems).toEqual([
      "--from tomorrow: is not an instant such as 2026-11-29T00:00Z",
      "--until 2026-02-30: does not exist",
    ]);
  });
});

describe("readCountOption", () => {
  const range = { atLeast: 1, atMost: 366 };

  it("takes whole numbers within the range, ends included", () => {
    const problems: string[] = [];
    expect(["1", "007", "366", undefined].map((text) => readCountOption("--days", text, range, problems))).toEqual([
      1,
      7,
      366,
      null,
    ]);
    expect(problems).toEqual([]);
  });

  it.each(["0", "367", "-1", "1.5", "", "1e2", "ten", "99999999999"])("refuses %j", (text) => {
    const problems: string[] = [];
    expect(readCountOption("--days", text, range, problems)).toBeNull();
    expect(problems).toEqual([`--days ${text}: is not a whole number from 1 to 366`]);
  });
});
