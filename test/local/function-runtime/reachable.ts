/** Source text that runs in a realm: everything that code can reach there, each object by a path and with its own keys. */

/** Objects that no property leads to by a name of its own, named as `guest/allowed` names them. */
const UNNAMED = `{
  "<Array unscopables>": Array.prototype[Symbol.unscopables],
  "<TypedArray>": parentOf(Int8Array),
  "<IteratorPrototype>": parentOf(parentOf([][Symbol.iterator]())),
  "<ArrayIteratorPrototype>": parentOf([][Symbol.iterator]()),
  "<MapIteratorPrototype>": parentOf(new Map().entries()),
  "<SetIteratorPrototype>": parentOf(new Set().values()),
  "<StringIteratorPrototype>": parentOf(""[Symbol.iterator]()),
  "<GeneratorFunction.prototype>": parentOf(function* () {}),
  "<GeneratorPrototype>": parentOf(function* () {}).prototype,
  "<AsyncFunction.prototype>": parentOf(async function () {}),
  "<AsyncGeneratorFunction.prototype>": parentOf(async function* () {}),
  "<AsyncGeneratorPrototype>": parentOf(async function* () {}).prototype,
  "<AsyncIteratorPrototype>": parentOf(parentOf(async function* () {}).prototype),
}`;

/** Own values only: what accessors of `context` and the like would give is reached through calls, not by looking. */
export const REACHABLE = `(function () {
  const parentOf = Object.getPrototypeOf;
  const seen = new Map(), found = {}, queue = [];
  const visit = (path, value) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) return;
    seen.set(value, path);
    queue.push([path, value]);
  };
  const nameOf = (key) => typeof key === "string" ? key : String(key).replace(/^Symbol\\((Symbol\\.)?(.*)\\)$/, "@@$2");
  visit("", Function("return this")());
  const unnamed = ${UNNAMED};
  for (const path of Object.keys(unnamed)) visit(path, unnamed[path]);
  while (queue.length > 0) {
    const [path, object] = queue.shift();
    const keys = Object.getOwnPropertyNames(object).concat(Object.getOwnPropertySymbols(object));
    found[path] = keys.map(nameOf).sort();
    for (const key of keys) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, key);
      const to = path === "" ? nameOf(key) : path + "." + nameOf(key);
      visit(to, value);
      visit("get " + to, get);
      visit("set " + to, set);
    }
    visit(path + ".[[Prototype]]", parentOf(object));
  }
  return found;
})()`;
