/** One run of `reconcile` over a fleet that is as desired: its time, its memory, and what the function files weigh. */

import { maxBundleBytes } from "../build/bundle-rules";
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

export async function benchBundles(sources: ReadonlyMap<string, string>, times: number): Promise<readonly Row[]> {
  const answers: Answers = { pages: listPages(aFleet(500, 1)), document: {} };
  const rows: Row[] = [];
  for (const [name, source] of sources) {
    const against = { what: "what the build allows", value: maxBundleBytes };
    rows.push({ what: `size of ${name}.js`, unit: "bytes", value: Buffer.byteLength(source), against });
  }
  for (const [name, source] of sources) {
    const engines = [() => Promise.resolve(loadInNode(source, answers)), () => loadInQuickJs(source, answers)];
    for (const load of engines) rows.push(await loadRow(name, load, times));
  }
  return rows;
}

async function loadRow(name: string, load: () => Promise<Loaded>, times: number): Promise<Row> {
  let best: Loaded | null = null;
  for (let time = 0; time < times; time += 1) {
    const loaded = await load();
    if (best === null || loaded.loadMs < best.loadMs) best = loaded;
  }
  if (best === null) throw new Error("nothing was measured");
  const against = { what: "JSON.parse of one list page, 500 clusters", value: best.parsePages(times) };
  return { what: `loading ${name}.js`, engine: best.engine, unit: "ms", value: best.loadMs, against };
}
