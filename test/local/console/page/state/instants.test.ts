import { describe, expect, it } from "@jest/globals";
import {
  bothTexts,
  distanceText,
  inputText,
  instantOf,
  lengthText,
  offsetMinutes,
  utcText,
  zoneText,
} from "../../../../../src/local/console/page/state/instants";

const at = Date.parse("2026-11-26T06:03:38.500Z");

describe("an instant as text", () => {
  it("names its weekday and UTC", () => {
    expect(utcText(at)).toBe("Thu 2026-11-26 06:03 UTC");
    expect(utcText(at, "seconds")).toBe("Thu 2026-11-26 06:03:38 UTC");
  });

  it("is given in a zone too, by its own date", () => {
    expect(zoneText(at, "America/Los_Angeles")).toBe("Wed 2026-11-25 22:03 America/Los_Angeles");
  });

  it("has midnight as 00", () => {
    expect(zoneText(Date.parse("2026-11-25T23:00Z"), "Europe/Berlin")).toBe("Thu 2026-11-26 00:00 Europe/Berlin");
  });

  it("has no second text for UTC, nor for a zone that the browser does not know", () => {
    expect(zoneText(at, "UTC")).toBeNull();
    expect(zoneText(at, "Mars/Olympus")).toBeNull();
  });
});

describe("bothTexts", () => {
  it.each([
    ["UTC", "Thu 2026-11-26 06:03 UTC"],
    ["Europe/Berlin", "Thu 2026-11-26 06:03 UTC (07:03 Europe/Berlin)"],
    ["America/Los_Angeles", "Thu 2026-11-26 06:03 UTC (Wed 2026-11-25 22:03 America/Los_Angeles)"],
  ])("repeats the date only where it is another: %s", (zone, text) => {
    expect(bothTexts(at, zone)).toBe(text);
  });
});

describe("distanceText", () => {
  it("tells an instant from now on", () => {
    const HOUR = 3_600_000;
    expect([distanceText(at, at), distanceText(at + 26 * HOUR, at), distanceText(at - HOUR, at)]).toEqual([
      "now",
      "in 1 d 2 h",
      "1 h ago",
    ]);
  });
});

describe("offsetMinutes", () => {
  it.each([
    ["2026-03-29T00:59:59Z", "Europe/Berlin", 60],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", 120],
    ["2026-07-01T00:00:30Z", "America/New_York", -240],
    ["2026-01-01T00:00:00Z", "Asia/Kathmandu", 345],
    ["2026-01-01T00:00:00Z", "Mars/Olympus", 0],
  ])("follows the zone's clocks: at %s %s is %d minutes ahead", (instant, zone, minutes) => {
    expect(offsetMinutes(Date.parse(instant), zone)).toBe(minutes);
  });
});

describe("instantOf", () => {
  it.each([
    ["2026-11-26T06:03", "UTC", "2026-11-26T06:03:00.000Z"],
    ["2026-07-01T09:00", "America/New_York", "2026-07-01T13:00:00.000Z"],
    ["2026-01-01T09:00", "Asia/Kolkata", "2026-01-01T03:30:00.000Z"],
    // A time that exists twice is the first.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
    // A time that does not exist is the first after the gap.
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
    ["2026-03-08T02:15", "America/New_York", "2026-03-08T07:00:00.000Z"],
  ])("%s in %s is %s", (text, zone, iso) => {
    expect(new Date(instantOf(text, zone) ?? Number.NaN).toISOString()).toBe(iso);
  });

  it.each([[""], ["tomorrow"], ["2026-13-01T00:00"], ["2026-11-26"]])("takes %p for no local time", (text) => {
    expect(instantOf(text, "UTC")).toBeNull();
  });

  it("reads back what the input is given", () => {
    const minute = Date.parse("2026-08-09T10:11Z");
    expect(instantOf(inputText(minute, "Australia/Lord_Howe"), "Australia/Lord_Howe")).toBe(minute);
  });
});

describe("lengthText", () => {
  it.each([
    [0, "0 ms"],
    [999, "999 ms"],
    [8_340, "8.3 s"],
    [720_000, "12 min"],
    [3_600_000, "1 h"],
    [97_200_000, "1 d 3 h"],
    [90_060_000, "1 d 1 h"],
  ])("%d ms is %s", (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });
});
