/** The global `context` of one call. Source: Atlas docs, "Context". */
import type { Ejson } from "./ejson";
import type { ContextFacts, Host } from "./host";

export interface ContextParts {
  readonly host: Host;
  readonly ejson: Ejson;
  readonly http: unknown;
  execute(name: unknown, args: readonly unknown[]): Promise<unknown>;
}

export function createContext(parts: ContextParts, facts: ContextFacts): unknown {
  return {
    app: facts.app,
    user: facts.user,
    ...(facts.request === undefined ? {} : { request: facts.request }),
    environment: { tag: facts.environment.tag, values: parts.ejson.parse(facts.environment.valuesEjson) },
    functions: { execute: (name: unknown, ...args: unknown[]) => parts.execute(name, args) },
    http: parts.http,
    runningAsSystem: () => facts.runsAsSystem,
    services: {
      get(name: unknown) {
        throw new Error(
          `local Atlas offers no linked data sources or services: context.services.get("${String(name)}")`,
        );
      },
    },
    values: {
      get(name: unknown) {
        const ejson = parts.host.appValue(String(name));
        return ejson === undefined ? undefined : parts.ejson.parse(ejson);
      },
    },
  };
}

/** Documented globals that local Atlas does not have: whoever calls one is told so. */
export function createAbsentGlobals(): { readonly utils: unknown; require(name: unknown): never } {
  const absent = (what: string) => () => {
    throw new Error(`local Atlas does not offer ${what}`);
  };
  return {
    utils: {
      jwt: { encode: absent("utils.jwt.encode"), decode: absent("utils.jwt.decode") },
      crypto: {
        encrypt: absent("utils.crypto.encrypt"),
        decrypt: absent("utils.crypto.decrypt"),
        sign: absent("utils.crypto.sign"),
        verify: absent("utils.crypto.verify"),
        hmac: absent("utils.crypto.hmac"),
        hash: absent("utils.crypto.hash"),
      },
    },
    require(name) {
      throw new Error(`Cannot find module '${String(name)}': local Atlas does not offer require`);
    },
  };
}
