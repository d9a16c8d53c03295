/** The tables and messages of src/schedule/README.md, held against the reader that they describe. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { descriptions } from "../../scripts/build/schedule-schema";
import { projectDir } from "../../scripts/lib/paths";
import { type CronLine, readCron } from "../../src/schedule/calendar/cron";
import { occurrencesOf } from "../../src/schedule/calendar/occurrences";
import { utc } from "../../src/schedule/calendar/zone";
import { warningsOf } from "../../src/schedule/document/warnings";
import { MS_PER_MINUTE } from "../../src/schedule/time-units";
import { boundariesBetween } from "../../src/schedule/windows/boundaries";
import { aDocument, aSchedule, at, aWindow, complaintsOf, type Json, parsed, scheduleWith } from "./documents";

const readme = readFileSync(join(projectDir, "src/schedule/README.md"), "utf8");

/** The cells of the table with this heading, without the heading; code marks are taken off. */
function rowsOf(heading: string): string[][] {
  const [, after = ""] = readme.split(`\n| ${heading} |`);
  const [table = ""] = after.split("\n\n");
  const rows = table.split("\n").slice(2);
  expect(rows.length).toBeGreaterThan(3);
  return rows.map((row) => row.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").replace(/^`(.*)`$/, "$1")));
}

function fence(info: string): string {
  const [, text = ""] = new RegExp(`\n\`\`\`text ${info}\n(.*?)\n\`\`\`\n`, "s").exec(readme) ?? [];
  return text;
}

function lineOf(text: string): CronLine {
  const line = readCron(text);
  if ("problems" in line) throw new Error(line.problems.join());
  return line;
}

function minuteOf(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 16).replace("T", " ");
}

describe("the README of the schedule language", () => {
  it.each(rowsOf("cron line | means"))("says when %s comes: %s", (line, _means, times) => {
    const all = occurrencesOf(lineOf(line ?? ""), utc, null);
    const first = all.atOrAfter(at("2026-11-23T00:00Z") / MS_PER_MINUTE);
    const found = [first, all.atOrAfter(first + 1)].map((minute) => minuteOf(minute * MS_PER_MINUTE));
    expect(found.join(", ")).toBe(times);
  });

  it.each(rowsOf("cron line | is refused because"))("says why %s is refused", (line, problem) => {
    expect(readCron(line ?? "")).toEqual({ problems: [problem] });
  });

  it.each(rowsOf("window | opens (UTC)"))("says when %s is open where the clock changes", (window, opens, closes) => {
    const times = JSON.parse(window ?? "") as Json;
    const schedule = scheduleWith("Europe/Berlin", { name: "w", tier: "M50", ...times });
    const found = boundariesBetween(schedule, at("2027-01-01T00:00Z"), at("2028-01-01T00:00Z"));
    expect(found.map((boundary) => minuteOf(boundary.at))).toEqual([opens, closes]);
  });

  it("shows the mistakes of its mistaken document as they are reported", () => {
    const mistakes = complaintsOf(fence("mistaken"));
    expect(mistakes.join("\n")).toBe(fence("mistakes"));
  });

  it("names warnings that there are", () => {
    const windows = [
      { name: "long", start: "0 0 * * *", duration: "PT6H", tier: "M50" },
      { name: "hidden", start: "0 1 * * *", duration: "PT1H", tier: "M60" },
      { name: "short", start: "0 12 * * *", duration: "PT20M", tier: "M60" },
      { name: "pause", start: "0 15 * * *", duration: "PT45M", paused: true },
    ];
    const odd = [
      { name: "past", from: "2026-01-01T00:00", until: "2026-01-02T00:00", tier: "M50" },
      { name: "again", start: "0 8,9 * * *", end: "0 11 * * *", tier: "M50" },
      { name: "skipped", start: "0 2 * * SUN", end: "0 3 * * SUN", tier: "M50" },
      { name: "rare", start: "0 20 31 * *", end: "0 23 * * *", tier: "M50" },
    ];
    const day = { name: "day", start: "0 8 * * *", end: "0 19 * * *", paused: false };
    const schedules = [
      aSchedule({ timezone: "Europe/Berlin", clusters: [{ glob: "*" }], windows: [...odd, ...windows] }),
      aSchedule({ name: "never", baseline: { unmanaged: true }, windows: [day] }),
      aSchedule({ name: "chance", baseline: { paused: true }, windows: [day, aWindow()] }),
    ];
    const document = parsed(aDocument({ schedules, calendars: { old: [] } }));
    const messages = warningsOf(document, at("2046-02-01T00:00Z")).map(({ message }) =>
      message.replace(/ \(\w+\)/, ""),
    );
    const documented = rowsOf("warning | when").map(([warning = ""]) => warning);
    expect(messages).toHaveLength(documented.length);
    for (const warning of documented) expect(messages).toContainEqual(expect.stringContaining(warning));
  });

  it("documents every key", () => {
    const missing = Object.keys(descriptions).filter(
      (key) => !new RegExp(`[\`".]${key.replace("$", "\\$")}["\`]`).test(readme),
    );
    expect(missing).toEqual([]);
  });
});
