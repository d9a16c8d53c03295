/**
 * A function file in an engine by itself: `context` answers from memory, so that only its own work is measured. An
 * engine is left to the garbage collector as a whole: QuickJS has a WebAssembly memory of its own each time.
 */

import { performance } from "node:perf_hooks";
import { compileFunction } from "node:vm";
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, RELEASE_SYNC } from "quickjs-emscripten";
import { benchNowMs, benchProject } from "./fleet";
import { fastest } from "./measure";

export interface Loaded {
  readonly engine: "Node" | "QuickJS";
  /** Milliseconds it took to load the function file. */
  readonly loadMs: number;
  /** Milliseconds of JSON.parse of all the pages: what no run can do without. */
  parsePages(times: number): number;
  /** Milliseconds of one whole run, fastest of some; throws when it fails. */
  run(times: number): Promise<number>;
}

export interface LoadedInQuickJs extends Loaded {
  /** Of the engine as a whole, at its highest: a WebAssembly memory only ever grows. */
  memoryBytes(): number;
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** The part used here; the types of the global come with the browser's only. */
const wasm = (
  globalThis as unknown as { WebAssembly: { Memory: new (pages: { initial: number; maximum: number }) => WasmMemory } }
).WebAssembly;

export interface Answers {
  readonly pages: readonly string[];
  readonly document: object;
}

/** What the function finds around it. The answers are there already, in the engine's own memory. */
export const surroundings = `
var exports = {};
var console = { log: function () {} };
// Nothing is waited for but answers that never come, which the run watches over with a timer of many seconds.
var setTimeout = function (run, ms) { if (ms < 10000) throw new Error("nothing is waited for"); };
var VALUES = { ATLAS_PUBLIC_KEY: "benchkey", ATLAS_PRIVATE_KEY: "no-secret-at-all" };
function send(request) {
  var page = /[/]clusters[?].*pageNum=([0-9]+)/.exec(request.url);
  if (page === null) return Promise.reject(new Error("nothing else is asked for: " + request.url));
  var body = { text: function () { return PAGES[page[1] - 1]; } };
  return Promise.resolve({ statusCode: 200, headers: {}, body: body });
}
var context = {
  values: { get: function (name) { return name === "schedule" ? JSON.parse(SCHEDULE) : VALUES[name]; } },
  environment: { tag: "", values: {} },
  app: { projectId: "${benchProject}" },
  http: { get: send, patch: send, post: send },
};
`;

/** The hour at which the fleet is as desired. */
export const setClock = `Date.now = function () { return ${benchNowMs}; };`;

/** Only such a run is measured: another would have asked for more than the list pages. */
export const steadiness = `
function isSteady(report) {
  return report.failures.length === 0 && report.clusters.every(function (one) { return one.decision.do === "nothing"; });
}
`;

/** What the driver says of a run that found every cluster as desired. */
const steady = "steady";

const driver = `
${steadiness}
var outcome = null;
function start() {
  outcome = null;
  exports().then(
    function (report) { outcome = isSteady(report) ? "${steady}" : report.summary; },
    function (error) { outcome = error.message; }
  );
}
function parsePages() { for (var i = 0; i < PAGES.length; i += 1) JSON.parse(PAGES[i]); }
`;

function checkOutcome(outcome: unknown): void {
  if (outcome === steady) return;
  throw new Error(`the run did not find everything as desired: ${String(outcome).slice(0, 500)}`);
}

interface InNode {
  start(): void;
  parsePages(): void;
  outcome(): unknown;
  /** The Date that the function file sees, so that its clock can be set. */
  readonly Date: { now: () => number };
}

/** As the body of a function: in a context of its own (node:vm) every global would cost many times what it costs here. */
export function loadInNode(source: string, { pages, document }: Answers): Loaded {
  const ending =
    "return { start: start, parsePages: parsePages, outcome: function () { return outcome; }, Date: Date };";
  const body = `${surroundings}\n${source}\n${driver}\n${ending}`;
  const loadStart = performance.now();
  const loaded = compileFunction(body, ["PAGES", "SCHEDULE"])(pages, JSON.stringify(document)) as InNode;
  const loadMs = performance.now() - loadStart;

  async function once(): Promise<number> {
    const began = performance.now();
    loaded.start();
    while (loaded.outcome() === null) await Promise.resolve();
    const ms = performance.now() - began;
    checkOutcome(loaded.outcome());
    return ms;
  }

  return {
    engine: "Node",
    loadMs,
    parsePages: (times) => fastest(times, () => loaded.parsePages()),
    run: (times) => atBenchTime(loaded, () => fastestRun(times, once)),
  };
}

/** With the clock standing, which may be that of this process too; `performance` goes on. */
async function atBenchTime<Result>({ Date: clock }: InNode, work: () => Promise<Result>): Promise<Result> {
  const { now } = clock;
  clock.now = () => benchNowMs;
  try {
    return await work();
  } finally {
    clock.now = now;
  }
}

export async function loadInQuickJs(source: string, { pages, document }: Answers): Promise<LoadedInQuickJs> {
  const memory = new wasm.Memory({ initial: 256, maximum: 32_768 });
  const module = await newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmMemory: memory as never }));
  const runtime = module.newRuntime();
  const context = runtime.newContext();
  const evaluate = (code: string): unknown => evaluateIn(context, code);
  setTexts(context, pages, JSON.stringify(document));
  evaluate(`${surroundings}\n${setClock}`);
  const loadMs = fastest(1, () => evaluate(`${source}\n;0`));
  evaluate(driver);

  async function once(): Promise<number> {
    const start = performance.now();
    evaluate("start()");
    runtime.executePendingJobs();
    const ms = performance.now() - start;
    checkOutcome(evaluate("outcome"));
    return ms;
  }

  return {
    engine: "QuickJS",
    memoryBytes: () => memory.buffer.byteLength,
    loadMs,
    parsePages: (times) => fastest(times, () => evaluate("parsePages()")),
    run: (times) => fastestRun(times, once),
  };
}

async function fastestRun(times: number, once: () => Promise<number>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) best = Math.min(best, await once());
  return best;
}

function evaluateIn(context: QuickJSContext, code: string): unknown {
  const result = context.evalCode(code);
  if (result.error) {
    const error: unknown = context.dump(result.error);
    result.error.dispose();
    throw new Error(`in QuickJS: ${JSON.stringify(error)}`);
  }
  const value: unknown = context.dump(result.value);
  result.value.dispose();
  return value;
}

function setTexts(context: QuickJSContext, pages: readonly string[], document: string): void {
  const list = context.newArray();
  pages.forEach((page, index) => {
    context.newString(page).consume((text) => context.setProp(list, index, text));
  });
  context.setProp(context.global, "PAGES", list);
  list.dispose();
  context.newString(document).consume((text) => context.setProp(context.global, "SCHEDULE", text));
}
