import { describe, expect, it } from "@jest/globals";
import { formatInstant, formatSpan } from "../../src/cluster/instant";

describe("formatInstant", () => {
  it("is of the minute, in UTC", () => {
    expect(formatInstant(Date.parse("2026-12-01T13:59:59.999+01:00"))).toBe("2026-12-01T12:59Z");
  });
});

describe("formatSpan", () => {
  it.each([
    [0, "0 min"],
    [1, "1 min"],
    [59, "59 min"],
    [60, "1 h"],
    [61, "1 h 1 min"],
    [320, "5 h 20 min"],
    [360, "6 h"],
    [1_500, "25 h"],
  ])("of %i minutes is %s", (minutes, text) => {
    expect(formatSpan(minutes * 60_000)).toBe(text);
  });
});
