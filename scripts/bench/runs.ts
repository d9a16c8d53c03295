/** One run of `reconcile` over a fleet that is as desired: its time and its memory. */

import { type Answers, type Loaded, loadInNode, loadInQuickJs } from "./engines";
import { aFleet, listPages } from "./fleet";
import type { Row } from "./table";

const mebibyte = 1024 * 1024;

export async function benchRun(source: string, times: number): Promise<readonly Row[]> {
  const fleet = aFleet(1_000, 50);
  const answers: Answers = { pages: listPages(fleet), document: fleet.document };
  const loaded = [loadInNode(source, answers), await loadInQuickJs(source, answers)];
  const rows: Row[] = [];
  for (const one of loaded) rows.push(await runRow(one, times));
  return rows;
}

async function runRow(loaded: Loaded, times: number): Promise<Row> {
  loaded.parsePages(5);
  await loaded.run(5);
  let [run, parse] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  // In turn, so that what else the machine does disturbs both alike.
  for (let time = 0; time < times; time += 1) {
    run = Math.min(run, await loaded.run(1));
    parse = Math.min(parse, loaded.parsePages(1));
  }
  return {
    what: "reconcile: 1,000 clusters under 50 schedules of 3 windows, 300 cron lines, nothing to do",
    engine: loaded.engine,
    unit: "ms",
    value: run,
    against: { what: "JSON.parse of the same list pages", value: parse },
  };
}

/** At its highest, the engine itself and the pages included. */
export async function benchMemory(source: string): Promise<readonly Row[]> {
  const fleet = aFleet(1_500, 50);
  const loaded = await loadInQuickJs(source, { pages: listPages(fleet), document: fleet.document });
  await loaded.run(1);
  const value = loaded.memoryBytes() / mebibyte;
  const against = { what: "what a function may have", value: 350 };
  return [{ what: "memory of a run over 1,500 clusters", engine: "QuickJS", unit: "MB", value, against }];
}
