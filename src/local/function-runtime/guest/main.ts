/** Makes a realm of the engine what App Services offers, and runs its functions there. */
import { OFFERED_GLOBALS } from "./allowed";
import { createBson } from "./bson";
import { createBuffer } from "./buffer";
import { checkJson, checkRegularExpressions, checkRuntimeCode } from "./checked-code";
import { createConsole } from "./console";
import { createAbsentGlobals, createContext } from "./context";
import { createEjson, type Ejson } from "./ejson";
import type { Bridge, ContextFacts, ErrorFacts, Host } from "./host";
import { createHttp } from "./http";
import { createOperations, createTimers } from "./operations";
import { nameOf, stackOf } from "./stack";
import { stripRealm } from "./strip";

export function install(host: Host): Bridge {
  const json = { parse: JSON.parse, stringify: JSON.stringify };
  const defineProperty = Object.defineProperty;
  const root = globalThis;
  checkRegularExpressions(host);
  checkRuntimeCode(host);
  checkJson(host);
  stripRealm();

  const bson = createBson(host);
  const ejson = createEjson(bson);
  const operations = createOperations(host);
  const http = createHttp(host, operations, { bson, ejson });
  const functions = createFunctions(host, ejson);
  const execute = async (name: unknown, args: readonly unknown[]) => {
    operations.end(operations.begin({ settle: () => {}, fail: () => {} }));
    const copies = ejson.parse(ejson.stringify(args)) as unknown[];
    return ejson.parse(ejson.stringify(await functions.named(String(name))(...copies)));
  };

  function offer(name: string, value: unknown): void {
    if (!OFFERED_GLOBALS.includes(name)) throw new Error(`${name} is not offered`);
    defineProperty(root, name, { value, writable: true, enumerable: false, configurable: true });
  }

  const offered = {
    ...createTimers(host, operations),
    ...createAbsentGlobals(),
    console: createConsole(host),
    BSON: bson.global,
    Buffer: createBuffer(host),
    EJSON: ejson,
  };
  for (const name of Object.keys(offered)) offer(name, offered[name as keyof typeof offered]);

  function fail(thrown: unknown): void {
    host.failed(json.stringify(describeError(thrown, ejson)));
  }

  return {
    async start(functionName, argumentsEjson, contextJson) {
      try {
        operations.clear();
        const facts = json.parse(contextJson) as ContextFacts;
        offer("context", createContext({ host, ejson, http, execute }, facts));
        const result = await functions.named(functionName)(...(ejson.parse(argumentsEjson) as unknown[]));
        host.completed(ejson.stringify(result));
      } catch (thrown) {
        fail(thrown);
      }
    },
    fire(operation) {
      try {
        operations.end(operation)?.settle(undefined);
      } catch (thrown) {
        fail(thrown);
      }
    },
    respond(operation, responseJson, body) {
      operations.end(operation)?.settle({ meta: json.parse(responseJson), body });
    },
    reject(operation, message) {
      operations.end(operation)?.fail(message);
    },
  };
}

function createFunctions(host: Host, ejson: Ejson) {
  const loaded = new Map<string, (...args: unknown[]) => unknown>();
  return {
    /** Loads its source on the first call; what that leaves in the realm lives as long as the realm. */
    named(name: string): (...args: unknown[]) => unknown {
      const known = loaded.get(name);
      if (known) return known;
      const load = host.loadFunction(name);
      if (!load) throw new Error(`function not found: ${ejson.stringify(name)}`);
      const exported = load(undefined);
      if (typeof exported !== "function") throw new TypeError(`function ${name}: exports is not a function`);
      const callee = (...args: unknown[]) => exported(...args);
      loaded.set(name, callee);
      return callee;
    },
  };
}

function describeError(thrown: unknown, ejson: Ejson): ErrorFacts {
  try {
    if (!(thrown instanceof Error)) {
      return { name: "Error", message: typeof thrown === "string" ? thrown : ejson.stringify(thrown) };
    }
    const told = { name: nameOf(thrown), message: String(thrown.message), stack: stackOf(thrown) };
    return { ...told, ...carriedBy(thrown, ejson) };
  } catch {
    return { name: "Error", message: "the function threw something that cannot be shown" };
  }
}

function carriedBy(thrown: Error, ejson: Ejson): Pick<ErrorFacts, "carriedEjson"> {
  try {
    const { name: _, message: __, stack: ___, ...carried } = thrown;
    return Object.keys(carried).length === 0 ? {} : { carriedEjson: ejson.stringify(carried) };
  } catch {
    // It cannot be written down, so nobody learns of it.
    return {};
  }
}
