/** Reading a cron line and asking it for the last and the next time, against croner; and the boundaries of many schedules. */

import { Cron } from "croner";
import { readCron } from "../../src/schedule/calendar/cron";
import { occurrencesOf } from "../../src/schedule/calendar/occurrences";
import { utc } from "../../src/schedule/calendar/zone";
import { parseDocument } from "../../src/schedule/document/parse";
import { MS_PER_DAY, MS_PER_MINUTE } from "../../src/schedule/time-units";
import { boundariesBetween } from "../../src/schedule/windows/boundaries";
import { aFleet, benchNowMs } from "./fleet";
import { fastest } from "./measure";
import type { Row } from "./table";

const yearMs = 365 * MS_PER_DAY;

interface Around {
  readonly previousMs: number;
  readonly nextMs: number;
}

function ours(text: string): Around {
  const line = readCron(text);
  if ("problems" in line) throw new Error(line.problems.join());
  const { atOrBefore, atOrAfter } = occurrencesOf(line, utc, null);
  const minute = benchNowMs / MS_PER_MINUTE;
  return { previousMs: atOrBefore(minute - 1) * MS_PER_MINUTE, nextMs: atOrAfter(minute + 1) * MS_PER_MINUTE };
}

function theirs(text: string): Around {
  const job = new Cron(text, { timezone: "UTC" });
  const now = new Date(benchNowMs);
  return {
    previousMs: job.previousRuns(1, now)[0]?.getTime() ?? Number.NaN,
    nextMs: job.nextRun(now)?.getTime() ?? Number.NaN,
  };
}

/** Throws when the answers are not the same. */
export function benchCron(times: number): readonly Row[] {
  const lines = [
    ...aFleet(50, 50).lines,
    "0 0 L * *",
    "30 6 15W * *",
    "0 9 * * MON#1",
    "45 7 * * FRI#L",
    "*/5 8-18 * * *",
  ];
  for (const line of lines) {
    const [one, other] = [JSON.stringify(ours(line)), JSON.stringify(theirs(line))];
    if (one !== other) throw new Error(`${line}: ${one}, but croner says ${other}`);
  }
  const each = (answer: (line: string) => Around) => {
    const ms = fastest(times, () => {
      for (const line of lines) answer(line);
    });
    return (ms * 1000) / lines.length;
  };
  const against = { what: "a croner job, asked the same", value: each(theirs) };
  const what = `reading a cron line, its previous and next time (${lines.length} lines, the same answers)`;
  return [{ what, engine: "Node", unit: "µs", value: each(ours), against }];
}

export function benchBoundaries(times: number): readonly Row[] {
  const { document, lines } = aFleet(1_000, 1_000);
  const parsed = parseDocument(document);
  if ("issues" in parsed) throw new Error("the fleet's own schedule is refused");
  const { schedules } = parsed.config;
  let found = 0;
  const ms = fastest(times, () => {
    found = 0;
    for (const schedule of schedules) found += boundariesBetween(schedule, benchNowMs, benchNowMs + yearMs).length;
  });
  const what = `the ${found.toLocaleString("en-US")} boundaries of 1,000 schedules over a year`;
  const against = {
    what: "croner, asked for the times of their lines",
    value: fastest(1, () => walkWithCroner(lines)),
  };
  return [{ what, engine: "Node", unit: "ms", value: ms, against }];
}

function walkWithCroner(lines: readonly string[]): void {
  for (const line of lines) {
    const job = new Cron(line, { timezone: "UTC" });
    let at = job.nextRun(new Date(benchNowMs - 1));
    while (at !== null && at.getTime() < benchNowMs + yearMs) at = job.nextRun(at);
  }
}
