/**
 * QuickJS in WebAssembly. It asks its host two things only, both answered here: the time of day, which is the
 * emulator's, and the local time zone, which is UTC as on the platform, wherever this runs. Its loops are metered.
 */
import { readFile } from "node:fs/promises";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSWASMModule,
  type RELEASE_SYNC,
} from "quickjs-emscripten";
import { DAY_MS, SECOND_MS } from "../clock/units";
import { METER_EXPORT, meterWasm } from "./metered-wasm";

/** An engine and what it may still do. */
export interface Engine {
  readonly quickjs: QuickJSWASMModule;
  /** Lets it do so much from now on, in rounds of its loops; what it is asked to do beyond that breaks it. */
  allow(rounds: number): void;
  /** Takes so much away: work that the host did for it. */
  charge(rounds: number): void;
  /** Below zero once it broke by this. */
  roundsLeft(): number;
}

type Imports = Record<string, Record<string, unknown>>;

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

interface WasmGlobal {
  value: bigint;
}

/** The part used here; the types of the global come with the browser's only. */
interface Wasm {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: Imports) => WasmInstance;
}

const wasm = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

const PACKAGE = "@jitl/quickjs-wasmfile-release-sync";

/** The library's own release build, but loaded by `require`: a dynamic import does not work under Jest. */
const BUILD: typeof RELEASE_SYNC = {
  type: "sync",
  importFFI: async () => require(`${PACKAGE}/ffi`).QuickJSFFI,
  importModuleLoader: async () => require(`${PACKAGE}/emscripten-module`),
};

let compiled: Promise<object> | undefined;

/** Compiled once a process: it takes longer than all the rest of starting a runtime. */
function compile(): Promise<object> {
  compiled ??= readFile(require.resolve(`${PACKAGE}/wasm`)).then((bytes) => wasm.compile(meterWasm(bytes)));
  return compiled;
}

/** Each engine has its own memory: what breaks one does not touch another. */
export async function createEngine(now: () => number): Promise<Engine> {
  const module = await compile();
  let meter: WasmGlobal | undefined;
  const variant = newVariant(BUILD, {
    emscriptenModule: {
      instantiateWasm(imports: Imports, ready: (instance: WasmInstance) => void) {
        takeOverTime(imports, now);
        const instance = new wasm.Instance(module, imports);
        meter = instance.exports[METER_EXPORT] as WasmGlobal;
        meter.value = BigInt(Number.MAX_SAFE_INTEGER);
        ready(instance);
        return instance.exports;
      },
    },
  });
  const quickjs = await newQuickJSWASMModuleFromVariant(variant);
  return {
    quickjs,
    allow(rounds) {
      if (meter) meter.value = BigInt(rounds);
    },
    charge(rounds) {
      if (meter) meter.value -= BigInt(rounds);
    },
    roundsLeft: () => Number(meter?.value ?? 0),
  };
}

/** The imports' names are minified, so they are known by what they do. */
function takeOverTime(imports: Imports, now: () => number): void {
  const replaced: string[] = [];
  for (const group of Object.values(imports)) {
    const memory = Object.values(group).find(isMemory);
    for (const [name, value] of Object.entries(group)) {
      const question = typeof value === "function" ? questionOf(Function.prototype.toString.call(value)) : undefined;
      if (!question || !memory) continue;
      group[name] = { now, localTime: localTimeIn(memory), zone: zoneIn(memory) }[question];
      replaced.push(question);
    }
  }
  if (replaced.sort().join() !== "localTime,now,zone") {
    throw new Error("this build of QuickJS asks its host for the time in a way that is not known here");
  }
}

function questionOf(source: string): "now" | "localTime" | "zone" | undefined {
  if (/^\(\)\s*=>\s*Date\.now\(\)$/.test(source)) return "now";
  if (!source.includes("getTimezoneOffset")) return undefined;
  return source.includes("getSeconds") ? "localTime" : "zone";
}

function isMemory(value: unknown): value is WasmMemory {
  return typeof value === "object" && value !== null && "grow" in value && "buffer" in value;
}

/** C's `localtime_r(seconds, struct tm *)`. */
function localTimeIn(memory: WasmMemory) {
  return (seconds: number | bigint, at: number): void => {
    const date = new Date(Number(seconds) * SECOND_MS);
    const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1);
    new Int32Array(memory.buffer).set(
      [
        date.getUTCSeconds(),
        date.getUTCMinutes(),
        date.getUTCHours(),
        date.getUTCDate(),
        date.getUTCMonth(),
        date.getUTCFullYear() - 1900,
        date.getUTCDay(),
        Math.floor((date.getTime() - yearStart) / DAY_MS),
        0,
        0,
      ],
      at >> 2,
    );
  };
}

/** C's `tzset`: seconds west of UTC, whether there is daylight saving, and both names. */
function zoneIn(memory: WasmMemory) {
  return (secondsWest: number, hasDaylight: number, ...names: number[]): void => {
    const words = new Int32Array(memory.buffer);
    words[secondsWest >> 2] = 0;
    words[hasDaylight >> 2] = 0;
    for (const name of names) new Uint8Array(memory.buffer).set(Buffer.from("UTC\0"), name);
  };
}
