/**
 * What crosses between a realm and its host: strings, numbers and bytes, never an object of either side. The code in
 * this folder runs inside the realm, in front of the functions; it is bundled into one script by `../guest-source`.
 */

/**
 * Called by the realm. A refusal comes back as a string, so that the realm throws its own error. Text that may hold
 * anything goes out as JSON: the engine hands out C strings, which end at the first NUL and know no lone surrogates.
 */
export interface Host {
  log(level: string, textJson: string): void;
  textOf(bytes: ArrayBuffer, encoding: string): string;
  bytesOf(textJson: string, encoding: string): ArrayBuffer;
  refuseRegExp(pattern: string, flags: string): string | undefined;
  refuseSource(source: string): string | undefined;
  isTooDeep(json: string): "yes" | undefined;
  /** The Value as Extended JSON. */
  appValue(name: string): string | undefined;
  /** The source of a function wrapped as `function (exports) { …; return exports; }`; undefined when there is none. */
  loadFunction(name: string): ((exports: undefined) => unknown) | undefined;
  newObjectId(): string;
  /** Counts one asynchronous operation of this call. */
  refuseOperation(): string | undefined;
  startTimer(operation: number, delayMs: number): void;
  cancelTimer(operation: number): void;
  /** A text body as JSON. */
  refuseRequest(
    operation: number,
    method: string,
    argumentsJson: string,
    body?: string | ArrayBuffer,
  ): string | undefined;
  completed(resultEjson: string): void;
  failed(errorJson: string): void;
}

/** Called by the host. */
export interface Bridge {
  start(functionName: string, argumentsEjson: string, contextJson: string): void;
  /** A timer is due. */
  fire(operation: number): void;
  respond(operation: number, responseJson: string, body: string | ArrayBuffer): void;
  reject(operation: number, message: string): void;
}

export interface ContextFacts {
  readonly app: unknown;
  readonly user: unknown;
  readonly request?: unknown;
  readonly environment: { readonly tag: string; readonly valuesEjson: string };
  readonly runsAsSystem: boolean;
}

export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** Its own properties beside these, as canonical Extended JSON; left out where it has none. */
  readonly carriedEjson?: string;
}
