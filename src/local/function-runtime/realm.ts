/**
 * One realm: a QuickJS runtime of its own with what App Services offers in it. It runs one call at a time and knows
 * nothing of time or sockets; what the call wants goes to its `RealmClient`.
 */
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from "quickjs-emscripten";
import type { Engine } from "./engine";
import type { ContextFacts, ErrorFacts } from "./guest/host";
import { OWN_FILE } from "./guest/stack";
import { isTooDeep } from "./json-depth";
import type { RuntimeLimits } from "./limits";
import { refuseRegExp, refuseSource } from "./source-check";

/** What the call that a realm runs is answered by. A refusal is the message of the error that the function gets. */
export interface RealmClient {
  log(level: string, text: string): void;
  appValue(name: string): string | undefined;
  newObjectId(): string;
  refuseOperation(): string | undefined;
  startTimer(operation: number, delayMs: number): void;
  cancelTimer(operation: number): void;
  refuseRequest(
    operation: number,
    method: string,
    args: Record<string, unknown>,
    body: string | Buffer | undefined,
  ): string | undefined;
  completed(resultEjson: string): void;
  failed(error: ErrorFacts): void;
}

export interface CallStart {
  readonly functionName: string;
  readonly argumentsEjson: string;
  readonly context: ContextFacts;
}

export interface Realm {
  /** Each of these four runs code of the function at once; `runJobs` then runs what became ready. */
  start(client: RealmClient, call: CallStart): void;
  fire(operation: number): void;
  respond(operation: number, response: object, body: Buffer): void;
  reject(operation: number, message: string): void;
  /** At most `most` continuations; how many there were. */
  runJobs(most: number): number;
  hasJobs(): boolean;
  /** Whether the call has used up its work; its code is stopped then. */
  isSpent(): boolean;
  dispose(): void;
}

export interface RealmOptions {
  /** Its own: a method that is stopped in the middle takes the engine with it. */
  readonly engine: Engine;
  readonly guestSource: string;
  readonly limits: RuntimeLimits;
  /** The sources of the functions by name. */
  readonly sources: ReadonlyMap<string, string>;
}

type Evaluated = ReturnType<QuickJSContext["evalCode"]>;

const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** Of `eval`, `Function` and `RegExp`; a number of local Atlas's own. */
const LONGEST_RUNTIME_SOURCE = 1_000_000;

/** Checking takes about a microsecond a character. */
const ROUNDS_PER_CHECKED_CHARACTER = 100;

export function createRealm(options: RealmOptions): Realm {
  options.engine.allow(UNLIMITED);
  const runtime = options.engine.quickjs.newRuntime({
    memoryLimitBytes: options.limits.memoryBytes,
    maxStackSizeBytes: options.limits.stackBytes,
  });
  const context = runtime.newContext();
  return new QuickJsRealm(runtime, context, options);
}

class QuickJsRealm implements Realm {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #engine: Engine;
  readonly #rounds: number;
  readonly #sources: ReadonlyMap<string, string>;
  readonly #bridge: Readonly<Record<string, QuickJSHandle>>;
  #client: RealmClient | undefined;

  constructor(runtime: QuickJSRuntime, context: QuickJSContext, options: RealmOptions) {
    this.#runtime = runtime;
    this.#context = context;
    this.#engine = options.engine;
    this.#rounds = options.limits.rounds;
    this.#sources = options.sources;
    this.#bridge = this.#install(options.guestSource);
    runtime.setInterruptHandler(() => this.isSpent());
  }

  start(client: RealmClient, call: CallStart): void {
    this.#client = client;
    this.#engine.allow(2 * this.#rounds);
    this.#call("start", [call.functionName, call.argumentsEjson, JSON.stringify(call.context)]);
  }

  fire(operation: number): void {
    this.#call("fire", [operation]);
  }

  respond(operation: number, response: object, body: Buffer): void {
    this.#call("respond", [operation, JSON.stringify(response), textIfUtf8(body)]);
  }

  reject(operation: number, message: string): void {
    this.#call("reject", [operation, message]);
  }

  runJobs(most: number): number {
    const ran = this.#runtime.executePendingJobs(most);
    if (ran.error) {
      ran.error.dispose();
      return 1;
    }
    return ran.value;
  }

  hasJobs(): boolean {
    return this.#runtime.hasPendingJob();
  }

  isSpent(): boolean {
    return this.#engine.roundsLeft() < this.#rounds;
  }

  dispose(): void {
    this.#client = undefined;
    this.#engine.allow(UNLIMITED);
    for (const handle of Object.values(this.#bridge)) handle.dispose();
    this.#context.dispose();
    this.#runtime.dispose();
  }

  /** An exception here is the interruption of code that ran too long: everything else the guest script catches. */
  #call(name: string, args: readonly (string | number | Buffer)[]): void {
    const callee = this.#bridge[name];
    if (!callee) throw new Error(`the guest script has no ${name}`);
    const handles = args.map((arg) => this.#handleOf(arg));
    const result = this.#context.callFunction(callee, this.#context.undefined, handles);
    for (const handle of handles) handle.dispose();
    (result.error ?? result.value).dispose();
  }

  #handleOf(value: string | number | Buffer | undefined): QuickJSHandle {
    if (value === undefined) return this.#context.undefined;
    if (typeof value === "string") return this.#textHandle(value);
    if (typeof value === "number") return this.#context.newNumber(value);
    return this.#context.newArrayBuffer(new Uint8Array(value).buffer);
  }

  /** The engine takes C strings, which end at the first NUL; source text may hold one, escaped. */
  #textHandle(text: string): QuickJSHandle {
    if (!text.includes("\0")) return this.#context.newString(text);
    return this.#unwrap(this.#context.evalCode(`(${JSON.stringify(text)})`, OWN_FILE));
  }

  #install(guestSource: string): Readonly<Record<string, QuickJSHandle>> {
    const context = this.#context;
    const install = this.#unwrap(context.evalCode(guestSource, OWN_FILE));
    const host = this.#createHost();
    const bridge = this.#unwrap(context.callFunction(install, context.undefined, [host]));
    const members = ["start", "fire", "respond", "reject"].map(
      (name) => [name, context.getProp(bridge, name)] as const,
    );
    for (const handle of [install, host, bridge]) handle.dispose();
    return Object.fromEntries(members);
  }

  /** The library's own error would carry the whole engine with it. */
  #unwrap(result: Evaluated): QuickJSHandle {
    if (!result.error) return result.value;
    const error: unknown = this.#context.dump(result.error);
    result.error.dispose();
    throw new Error(`the guest script failed: ${JSON.stringify(error)}`);
  }

  #createHost(): QuickJSHandle {
    const host = this.#context.newObject();
    const text = (handle: QuickJSHandle | undefined) => (handle ? this.#textOf(handle) : "");
    const number = (handle: QuickJSHandle | undefined) => (handle ? this.#context.getNumber(handle) : 0);
    const functions: Record<string, (...args: QuickJSHandle[]) => string | Buffer | Evaluated | undefined> = {
      log: (level, line) => void this.#client?.log(text(level), textOfJson(text(line))),
      textOf: (bytes, encoding) => (bytes ? this.#bytesOf(bytes).toString(text(encoding) as BufferEncoding) : ""),
      bytesOf: (value, encoding) => Buffer.from(textOfJson(text(value)), text(encoding) as BufferEncoding),
      refuseRegExp: (pattern, flags) => this.#refuse(text(pattern), (source) => refuseRegExp(source, text(flags))),
      refuseSource: (source) => this.#refuse(text(source), refuseSource),
      isTooDeep: (json) => (isTooDeep(text(json)) ? "yes" : undefined),
      appValue: (name) => this.#client?.appValue(text(name)),
      loadFunction: (name) => this.#loadFunction(text(name)),
      newObjectId: () => this.#client?.newObjectId(),
      refuseOperation: () => this.#client?.refuseOperation(),
      startTimer: (operation, delay) => void this.#client?.startTimer(number(operation), number(delay)),
      cancelTimer: (operation) => void this.#client?.cancelTimer(number(operation)),
      refuseRequest: (operation, method, args, body) =>
        this.#client?.refuseRequest(number(operation), text(method), JSON.parse(text(args)), this.#bodyOf(body)),
      completed: (result) => void this.#client?.completed(text(result)),
      failed: (error) => void this.#client?.failed(JSON.parse(text(error)) as ErrorFacts),
    };
    for (const [name, run] of Object.entries(functions)) {
      const handle = this.#context.newFunction(name, (...args) => {
        try {
          const answer = run(...args);
          return typeof answer === "object" && !Buffer.isBuffer(answer) ? answer : this.#handleOf(answer);
        } catch (fault) {
          // The engine broke under the host's hands. It breaks again as soon as it goes on; the library would print this one.
          if (this.isSpent()) return this.#context.undefined;
          throw fault;
        }
      });
      this.#context.setProp(host, name, handle);
      handle.dispose();
    }
    return host;
  }

  /** What crosses to the host costs work like anything else, so that no loop of crossings goes on for ever. */
  #textOf(handle: QuickJSHandle): string {
    const text = this.#context.getString(handle);
    this.#engine.charge(text.length);
    return text;
  }

  /** A long source would take the host its time, and more memory than it is long. */
  #refuse(source: string, problemOf: (source: string) => string | undefined): string | undefined {
    if (source.length > LONGEST_RUNTIME_SOURCE) {
      return `local Atlas evaluates no source of more than ${LONGEST_RUNTIME_SOURCE} characters`;
    }
    this.#engine.charge(source.length * ROUNDS_PER_CHECKED_CHARACTER);
    return problemOf(source);
  }

  /** Wrapped on the line where the source begins, so that its line numbers are those of the file. */
  #loadFunction(name: string): Evaluated | undefined {
    const source = this.#sources.get(name);
    if (source === undefined) return undefined;
    return this.#context.evalCode(`(function (exports) {${source}\nreturn exports;})`, `${name}.js`);
  }

  #bytesOf(handle: QuickJSHandle): Buffer {
    const lifetime = this.#context.getArrayBuffer(handle);
    const bytes = Buffer.from(lifetime.value);
    this.#engine.charge(bytes.length);
    lifetime.dispose();
    return bytes;
  }

  #bodyOf(handle: QuickJSHandle | undefined): string | Buffer | undefined {
    if (!handle || this.#context.typeof(handle) === "undefined") return undefined;
    const isText = this.#context.typeof(handle) === "string";
    return isText ? textOfJson(this.#textOf(handle)) : this.#bytesOf(handle);
  }
}

function textOfJson(json: string): string {
  const text: unknown = JSON.parse(json);
  return typeof text === "string" ? text : "";
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text crosses faster than bytes, and most bodies are asked for as text. */
function textIfUtf8(bytes: Buffer): string | Buffer {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}
