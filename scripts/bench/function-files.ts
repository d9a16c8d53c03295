/** How large the function files are, and how long an engine takes to load each: the platform may do that for every run. */

import { maxBundleBytes } from "../build/bundle-rules";
import { type Answers, type Loaded, loadInNode, loadInQuickJs } from "./engines";
import { aFleet, listPages } from "./fleet";
import type { Row } from "./table";

export async function benchFunctionFiles(sources: ReadonlyMap<string, string>, times: number): Promise<readonly Row[]> {
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
