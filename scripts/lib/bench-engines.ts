/**
 * A function file in an engine by itself: `context` answers from memory, so that only its own work is measured. An
 * engine is left to the garbage collector as a whole: QuickJS has a WebAssembly memory of its own each time.
 */

import { performance } from "node:perf_hooks";
import { createContext, runInContext } from "node:vm";
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, RELEASE_SYNC } from "quickjs-emscripten";
import { benchNowMs, benchProject } from "./bench-fleet";
import { fastest } from "./bench-measure";

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
const surroundings = `
var exports = {};
var console = { log: function () {} };
var setTimeout = function () { throw new Error("nothing is waited for"); };
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
Date.now = function () { return ${benchNowMs}; };
`;

const driver = `
var outcome = null;
function start() {
  outcome = null;
  exports().then(function (report) { outcome = report.summary; }, function (error) { outcome = "FAILED: " + error.message; });
}
function parsePages() { for (var i = 0; i < PAGES.length; i += 1) JSON.parse(PAGES[i]); }
`;

function checkOutcome(outcome: unknown): void {
  if (typeof outcome !== "string" || !/: \d+ nothing, 0 failures/.test(outcome)) {
    throw new Error(`the run did not find everything as desired: ${String(outcome).slice(0, 500)}`);
  }
}

export function loadInNode(source: string, { pages, document }: Answers): Loaded {
  const context = createContext({ PAGES: pages, SCHEDULE: JSON.stringify(document) });
  const evaluate = (code: string): unknown => runInContext(code, context);
  evaluate(surroundings);
  const loadMs = fastest(1, () => evaluate(source));
  evaluate(driver);

  async function once(): Promise<number> {
    const start = performance.now();
    evaluate("start()");
    while (evaluate("outcome") === null) await new Promise<void>((resolve) => setImmediate(resolve));
    const ms = performance.now() - start;
    checkOutcome(evaluate("outcome"));
    return ms;
  }

  return {
    engine: "Node",
    loadMs,
    parsePages: (times) => fastest(times, () => evaluate("parsePages()")),
    run: (times) => fastestRun(times, once),
  };
}

export async function loadInQuickJs(source: string, { pages, document }: Answers): Promise<LoadedInQuickJs> {
  const memory = new wasm.Memory({ initial: 256, maximum: 32_768 });
  const module = await newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmMemory: memory as never }));
  const runtime = module.newRuntime();
  const context = runtime.newContext();
  const evaluate = (code: string): unknown => evaluateIn(context, code);
  setTexts(context, pages, JSON.stringify(document));
  evaluate(surroundings);
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
