/** Takes away what the engine has and App Services has not. */
import { ALLOWED_GLOBALS, ALLOWED_MEMBERS } from "./allowed";

/** These are kept because `Reflect` itself is taken away. */
const { deleteProperty, get, ownKeys } = Reflect;

export function stripRealm(): void {
  replaceSymbol();
  const objects = objectsByPath();
  removeOthers(globalThis, ALLOWED_GLOBALS);
  for (const path of Object.keys(ALLOWED_MEMBERS)) {
    const object = objects[path];
    if (object === undefined) throw new Error(`the engine has no ${path}`);
    removeOthers(object, [...(ALLOWED_MEMBERS[path] ?? []), ...impliedMembers(path, object)]);
  }
}

/** The well-known symbols cannot be deleted from `Symbol`, so another one takes its place that lacks the newer ones. */
function replaceSymbol(): void {
  const Original = Symbol;
  function Replacement(description?: string): symbol {
    if (new.target !== undefined) throw new TypeError("not a constructor");
    return description === undefined ? Original() : Original(description);
  }
  Object.defineProperty(Replacement, "name", { value: "Symbol" });
  Object.defineProperty(Replacement, "length", { value: 0 });
  Object.defineProperty(Replacement, "prototype", { value: Original.prototype, writable: false });
  for (const name of ALLOWED_MEMBERS.Symbol ?? []) {
    const descriptor = Object.getOwnPropertyDescriptor(Original, name);
    if (descriptor) Object.defineProperty(Replacement, name, descriptor);
  }
  Object.defineProperty(Original.prototype, "constructor", { value: Replacement, writable: true, configurable: true });
  Object.defineProperty(globalThis, "Symbol", { value: Replacement, writable: true, configurable: true });
}

function impliedMembers(path: string, object: object): readonly string[] {
  if (/\.prototype>?$/.test(path)) return ["constructor"];
  return typeof object === "function" ? ["length", "name", "prototype"] : [];
}

function removeOthers(object: object, allowed: readonly string[]): void {
  for (const key of ownKeys(object)) {
    if (allowed.includes(nameOfKey(key))) continue;
    if (!deleteProperty(object, key)) throw new Error(`cannot take ${nameOfKey(key)} away`);
  }
}

function nameOfKey(key: string | symbol): string {
  return typeof key === "string" ? key : String(key).replace(/^Symbol\(Symbol\.(.*)\)$/, "@@$1");
}

function objectsByPath(): Record<string, object> {
  const found: Record<string, object> = { ...intrinsicsWithoutName() };
  for (const name of ALLOWED_GLOBALS) {
    const value: unknown = get(globalThis, name);
    if ((typeof value !== "object" && typeof value !== "function") || value === null) continue;
    found[name] = value;
    const prototype: unknown = get(value, "prototype");
    if (typeof prototype === "object" || typeof prototype === "function")
      found[`${name}.prototype`] = prototype as object;
  }
  return found;
}

function intrinsicsWithoutName(): Record<string, object> {
  const parentOf = (value: object): object => Object.getPrototypeOf(value);
  const generatorFunction = parentOf(function* () {});
  const asyncGeneratorFunction = parentOf(async function* () {});
  const arrayIterator = parentOf([][Symbol.iterator]());
  const asyncGenerator = get(asyncGeneratorFunction, "prototype");
  return {
    "<Array unscopables>": Array.prototype[Symbol.unscopables],
    "<TypedArray>": parentOf(Int8Array),
    "<TypedArray>.prototype": parentOf(Int8Array.prototype),
    "<IteratorPrototype>": parentOf(arrayIterator),
    "<ArrayIteratorPrototype>": arrayIterator,
    "<MapIteratorPrototype>": parentOf(new Map().entries()),
    "<SetIteratorPrototype>": parentOf(new Set().values()),
    "<StringIteratorPrototype>": parentOf(""[Symbol.iterator]()),
    "<GeneratorFunction.prototype>": generatorFunction,
    "<GeneratorPrototype>": get(generatorFunction, "prototype"),
    "<AsyncGeneratorFunction.prototype>": asyncGeneratorFunction,
    "<AsyncGeneratorPrototype>": asyncGenerator,
    "<AsyncIteratorPrototype>": parentOf(asyncGenerator),
    "<AsyncFunction.prototype>": parentOf(async () => {}),
  };
}
