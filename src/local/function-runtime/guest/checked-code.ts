/**
 * Code and regular expressions made at run time pass the same check as the source of a function: what the platform's
 * engine does not know must not work here either. What replaces a method is a method too, for those have no `prototype`.
 */
import type { Host } from "./host";

type Maker = (...parts: string[]) => unknown;

export function checkRuntimeCode(host: Host): void {
  // biome-ignore lint/security/noGlobalEval: inside the realm, and it is what gets replaced.
  const evaluate = globalThis.eval;
  const checked = {
    eval(source: unknown) {
      if (typeof source !== "string") return source;
      refuse(host.refuseSource(source));
      return evaluate(source);
    },
  };
  define(globalThis, "eval", checked.eval);
  for (const [example, keyword] of [
    [() => {}, "function"],
    [function* () {}, "function*"],
    [async () => {}, "async function"],
    [async function* () {}, "async function*"],
  ] as const) {
    checkFunctionMaker(host, Object.getPrototypeOf(example), keyword);
  }
}

function checkFunctionMaker(host: Host, prototype: { constructor: Maker }, keyword: string): void {
  const make = prototype.constructor;
  function checked(...parts: string[]): unknown {
    const body = parts.length === 0 ? "" : String(parts[parts.length - 1]);
    refuse(host.refuseSource(`(${keyword} (${parts.slice(0, -1).join()}\n) {\n${body}\n})`));
    return make(...parts);
  }
  Object.defineProperty(checked, "name", { value: make.name });
  Object.defineProperty(checked, "prototype", { value: prototype, writable: false });
  define(prototype, "constructor", checked);
  if (keyword === "function") define(globalThis, "Function", checked);
}

/**
 * The engine reads JSON by recursion on the host's stack, which ends at some 5,000 levels and takes the engine with it;
 * more than this many are an error that the function can catch. A number of local Atlas's own: nobody documented the
 * platform's.
 */
export const DEEPEST_JSON = 2_000;

/** A text cannot be deeper than it is long. */
export function checkJson(host: Host): void {
  const { parse } = JSON;
  const checked = {
    parse(text: unknown, reviver?: (key: string, value: unknown) => unknown): unknown {
      const json = `${text as string}`;
      if (json.length > DEEPEST_JSON && host.isTooDeep(json) === "yes") throw new RangeError("stack overflow");
      return parse(json, reviver);
    },
  };
  define(JSON, "parse", checked.parse);
}

export function checkRegularExpressions(host: Host): void {
  const Original = RegExp;
  const construct = Reflect.construct;
  const split = Original.prototype[Symbol.split];
  let splitting = 0;

  function Checked(this: unknown, pattern?: unknown, flags?: unknown): RegExp {
    if (new.target === undefined && pattern instanceof Original && flags === undefined) return pattern;
    const source = pattern instanceof Original ? pattern.source : pattern === undefined ? "" : String(pattern);
    const wanted = flags !== undefined ? String(flags) : pattern instanceof Original ? pattern.flags : "";
    // The standard's own `split` makes a sticky copy of the expression.
    if (splitting === 0) refuse(host.refuseRegExp(source, wanted));
    const target = new.target === undefined || new.target === Checked ? Original : new.target;
    return construct(Original, [source, wanted], target);
  }
  Object.defineProperty(Checked, "name", { value: "RegExp" });
  Object.defineProperty(Checked, "prototype", { value: Original.prototype, writable: false });
  Object.defineProperty(Checked, Symbol.species, {
    configurable: true,
    get() {
      return this;
    },
  });
  define(Original.prototype, "constructor", Checked);
  define(globalThis, "RegExp", Checked);
  const checked = {
    [Symbol.split](this: RegExp, text: string, limit?: number) {
      splitting += 1;
      try {
        return split.call(this, text, limit);
      } finally {
        splitting -= 1;
      }
    },
  };
  define(Original.prototype, Symbol.split, checked[Symbol.split]);
  checkPatternStrings(Checked);
}

/** "text".match("pattern") makes a regular expression of a string. */
function checkPatternStrings(make: (pattern: unknown) => RegExp): void {
  for (const method of ["match", "search"] as const) {
    const original = String.prototype[method] as (this: unknown, pattern: unknown) => unknown;
    const checked = {
      [method](this: unknown, pattern: unknown) {
        return original.call(this, typeof pattern === "string" ? make(pattern) : pattern);
      },
    };
    define(String.prototype, method, checked[method]);
  }
}

function refuse(refusal: string | undefined): void {
  if (refusal !== undefined) throw new SyntaxError(refusal);
}

function define(object: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
}
