/**
 * Another engine for the built files than the one of local Atlas: V8, in a context made by hand that has what the
 * platform's documentation names and nothing newer.
 */
import { createContext, runInContext } from "node:vm";

export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly username?: string;
  readonly password?: string;
  readonly digestAuth?: boolean;
  readonly body?: string;
}

export interface Answer {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the JSON of `body`. */
  readonly text?: string;
}

export interface Realm {
  /** Calls that the function made, oldest first. */
  readonly calls: readonly HttpCall[];
  readonly lines: readonly string[];
  /** Calls what the file assigned to `exports`; resolves to the result as JSON makes it. */
  run(...args: readonly unknown[]): Promise<unknown>;
}

export interface RealmOptions {
  readonly nowMs: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Default: none. */
  readonly environment?: { readonly tag: string; readonly values: Readonly<Record<string, unknown>> };
  readonly projectId?: string;
  /** What it throws, the request rejects with. */
  readonly answer: (call: HttpCall) => Answer;
}

const kept = `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise
  RegExp Error EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Map Set WeakMap ArrayBuffer
  Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray DataView
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN`.split(/\s+/);

/** Came after ES2017, or need a zone or a locale. */
const taken = {
  "Array.prototype": "flat flatMap at findLast findLastIndex toSorted toReversed toSpliced with",
  Array: "fromAsync",
  "String.prototype":
    "replaceAll matchAll trimStart trimEnd trimLeft trimRight at isWellFormed toWellFormed localeCompare normalize",
  Object: "fromEntries hasOwn groupBy",
  "Promise.prototype": "finally",
  Promise: "allSettled any withResolvers try",
  "Date.prototype": "toLocaleString toLocaleDateString toLocaleTimeString",
  "Number.prototype": "toLocaleString",
  "Symbol.prototype": "description",
  Symbol: "asyncIterator matchAll",
} as const;

/** Runs `source` in a realm of its own; `exports`, `context`, `console` and `setTimeout` are all that it meets there. */
export function aStrippedRealm(source: string, options: RealmOptions): Realm {
  const { nowMs, values, answer, environment = { tag: "", values: {} } } = options;
  const calls: HttpCall[] = [];
  const lines: string[] = [];
  const global = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  runInContext(strippingScript(nowMs), global);
  const send = (method: string) => async (args: Omit<HttpCall, "method">) => {
    const call = { method, ...args };
    calls.push(call);
    const { statusCode, body, headers: others = {}, text = JSON.stringify(body) } = answer(call);
    const headers: Record<string, string[]> = { "Content-Type": ["application/json"] };
    for (const [name, value] of Object.entries(others)) headers[name] = [value];
    return { statusCode, status: String(statusCode), headers, body: { text: () => text } };
  };
  Object.assign(global, {
    exports: undefined,
    context: {
      values: { get: (name: string) => values[name] },
      environment,
      app: { projectId: options.projectId ?? "5e1ec444970199272441a214" },
      http: { get: send("GET"), patch: send("PATCH"), post: send("POST") },
    },
    console: { log: (line: string) => lines.push(line) },
    setTimeout: (run: () => void) => setImmediate(run),
  });
  runInContext(source, global, { timeout: 5_000 });
  return {
    calls,
    lines,
    run: async (...args) => {
      const result: unknown = await (global.exports as (...given: unknown[]) => Promise<unknown>)(...args);
      return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
    },
  };
}

function strippingScript(nowMs: number): string {
  const members = Object.entries(taken).map(
    ([owner, names]) => `for (const name of ${quoted(names)}) delete ${owner}[name];`,
  );
  return `
    for (const name of Object.getOwnPropertyNames(this)) {
      if (!${JSON.stringify(kept)}.includes(name)) delete this[name];
    }
    ${members.join("\n")}
    Date.now = () => ${nowMs};`;
}

function quoted(names: string): string {
  return JSON.stringify(names.split(" "));
}
